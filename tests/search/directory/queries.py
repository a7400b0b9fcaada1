"""What readers type, and what must come first. Kind and key of the first suggestion; two may share a place: "a|b"."""

FRENCH = """
# names, as they are written or nearly
Lefèvre | practitioner anne-lefevre
lefevre | practitioner anne-lefevre
LEFEBVRE | practitioner camille-lefebvre|paul-lefebvre
dr lefevbre | practitioner camille-lefebvre|paul-lefebvre
dr lefebvre tenon | practitioner paul-lefebvre
pr lefebvre | practitioner camille-lefebvre
professeur lefebvre | practitioner camille-lefebvre
paul lefevbre | practitioner paul-lefebvre
lefebvre paul | practitioner paul-lefebvre
lefebvre cardiologie | practitioner paul-lefebvre
Lefèbre | practitioner camille-lefebvre|paul-lefebvre|anne-lefevre
jean-françois martin | practitioner jean-francois-martin
jean francois martin | practitioner jean-francois-martin
jeanfrancois martin | practitioner jean-francois-martin
J.-F. Martin | practitioner jean-francois-martin
jf martin | practitioner jean-francois-martin
martin jean-francois | practitioner jean-francois-martin
marie martin dermatologie | practitioner marie-martin
marie martin cochin | practitioner marie-martin-2
martin maternité | practitioner marie-martin-2
de la tour | practitioner helene-de-la-tour
de La Tour | practitioner helene-de-la-tour
delatour | practitioner helene-de-la-tour
dela tour | practitioner helene-de-la-tour
la tour | practitioner helene-de-la-tour
latour helene | practitioner helene-de-la-tour
O'Brien | practitioner sean-o-brien
o’brien | practitioner sean-o-brien
obrien | practitioner sean-o-brien
o brien | practitioner sean-o-brien
obryen | practitioner sean-o-brien
nguyen | practitioner minh-nguyen
Nguyễn | practitioner minh-nguyen
nguien | practitioner minh-nguyen
philippe garnier | practitioner philippe-garnier
filip garnier | practitioner philippe-garnier
garnié | practitioner philippe-garnier
quesnel | practitioner eleonore-quesnel
kenel | practitioner eleonore-quesnel
éléonore | practitioner eleonore-quesnel
eleonor quesnel | practitioner eleonore-quesnel
marie quesnel | practitioner marie-martin
bertrand masson | practitioner sophie-bertrand-masson
bertrand-masson | practitioner sophie-bertrand-masson
masson | practitioner sophie-bertrand-masson
ben salah | practitioner karim-ben-salah
bensalah | practitioner karim-ben-salah
le goff | practitioner yann-le-goff
legoff | practitioner yann-le-goff
le gof | practitioner yann-le-goff
wojcik | practitioner lukasz-wojcik
coeurderoy | practitioner zoe-coeurderoy
cœurderoy | practitioner zoe-coeurderoy
dr rothschild | practitioner adrien-rothschild
rothschild | hospital rothschild
rotschild | hospital rothschild
dupont | practitioner francoise-dupont
dupond | practitioner thomas-dupond
dupon | practitioner francoise-dupont|thomas-dupond
schwartz | practitioner christophe-schwartz
chwartz | practitioner christophe-schwartz
swarts | practitioner christophe-schwartz
d'harcourt | practitioner guillaume-d-harcourt
dharcourt | practitioner guillaume-d-harcourt
harcour | practitioner guillaume-d-harcourt
# hospitals
cochin | hospital cochin
hôpital cochin | hospital cochin
l'hôpital cochin | hospital cochin
kochin | hospital cochin
HEGP | hospital hegp
Pompidou | hospital hegp
georges pompidou | hospital hegp
george pompidou | hospital hegp
la Pitié | hospital pitie-salpetriere
pitié | hospital pitie-salpetriere
Pitié-Salpêtrière | hospital pitie-salpetriere
pitie salpetriere | hospital pitie-salpetriere
Salpetriere | hospital pitie-salpetriere
salpétrière | hospital pitie-salpetriere
salpetrier | hospital pitie-salpetriere
psl | hospital pitie-salpetriere
necker | hospital necker
neker | hospital necker
neckre | hospital necker
enfants malades | hospital necker
kremlin bicetre | hospital bicetre
bicêtre | hospital bicetre
KB | hospital bicetre
st louis | hospital saint-louis
saint louis | hospital saint-louis
St-Antoine | hospital saint-antoine
henri mondor | hospital henri-mondor
mondor | hospital henri-mondor
lari | hospital lariboisiere
lariboisiere | hospital lariboisiere
laribosiere | hospital lariboisiere
béclère | hospital antoine-beclere
beclair | hospital antoine-beclere
garches | hospital raymond-poincare
robert debré | hospital robert-debre
robert debre hopital | hospital robert-debre
hospitalisation à domicile | hospital had
draveil | hospital dupuytren
# specialties, as they are called or not
cardiologie | specialty cardiologie
cardiologue | specialty cardiologie
cardiolgue | specialty cardiologie
cardio | specialty cardiologie
coeur | specialty cardiologie
cœur | specialty cardiologie
dermatologue | specialty dermatologie
dermato | specialty dermatologie
peau | specialty dermatologie
dentiste | specialty odontologie
dents | specialty odontologie
ORL | specialty orl
oreille | specialty orl
neurologue | specialty neurologie
AVC | specialty neurologie
rhumato | specialty rhumatologie
rumatologue | specialty rhumatologie
ophtalmo | specialty ophtalmologie
oftalmologue | specialty ophtalmologie
yeux | specialty ophtalmologie
psychiatre | specialty psychiatrie-adulte
gériatre | specialty geriatrie
hématologue | specialty hematologie
rein | specialty nephrologie
dialyse | specialty nephrologie
accouchement | specialty gynecologie-obstetrique
maternités | specialty gynecologie-obstetrique
maternites | specialty gynecologie-obstetrique
prostate | specialty urologie
irm | specialty radiologie
# several facts at once
cardio pitie | service cardiologie-pitie-salpetriere
cardiologue pitié | service cardiologie-pitie-salpetriere
cardiolgue pitie | service cardiologie-pitie-salpetriere
cardiologue salpetrire | service cardiologie-pitie-salpetriere
hegp urgences | service urgences-hegp
urgences pompidou | service urgences-hegp
urgence bichat | service urgences-bichat
urgences pédiatriques nord | service urgences-pediatriques-robert-debre
urgences enfants necker | service urgences-pediatriques-necker
ORL enfants | service orl-pediatrique-
orl necker | service orl-pediatrique-necker
dermato saint louis | service dermatologie-saint-louis
maternité cochin | service maternite-cochin
maternité port royal | hospital cochin
dentiste mondor | service medecine-bucco-dentaire-henri-mondor
neurologue kremlin bicetre | service neurologie-bicetre
irm lariboisiere | service imagerie-medicale-lariboisiere
SAU tenon | service urgences-tenon
service de cardiologie cochin | service cardiologie-cochin
cardiologie 75018 | service cardiologie-bichat
# while typing
cardi | specialty cardiologie
salp | hospital pitie-salpetriere
urgences pit | service urgences-pitie-salpetriere
martin jean | practitioner jean-francois-martin
"""

ENGLISH = """
heart | specialty cardiologie
heart doctor | specialty cardiologie
cardiologist | specialty cardiologie
cardiology | specialty cardiologie
ENT | specialty orl
ent children | service orl-pediatrique-
skin | specialty dermatologie
dentist | specialty odontologie
emergency cochin | service urgences-cochin
children's emergency | service urgences-pediatriques-
pediatric emergency necker | service urgences-pediatriques-necker
paediatrician | specialty pediatrie
hematology | specialty hematologie
stroke unit | service unite-neurovasculaire-
kidney | specialty nephrologie
maternity | specialty gynecologie-obstetrique
orthopedic surgery cochin | service chirurgie-orthopedique-cochin
necker hospital | hospital necker
pompidou | hospital hegp
Dr Lefebvre | practitioner camille-lefebvre|paul-lefebvre
Prof. Lefebvre | practitioner camille-lefebvre
professor de la tour | practitioner helene-de-la-tour
cardiology pitie | service cardiologie-pitie-salpetriere
"""


def rows() -> list[tuple[str, str, str, tuple[str, ...]]]:
    """(language, query, kind, beginnings of keys that may come first)."""
    found = []
    for language, table in (("fr", FRENCH), ("en", ENGLISH)):
        for line in filter(None, table.splitlines()):
            if line.startswith("#"):
                continue
            query, expected = line.split(" | ", 1)
            kind, keys = expected.split(" ", 1)
            found.append((language, query, kind, tuple(keys.split("|"))))
    return found

"""The addresses that the browser tests walk through: every kind of page, in both languages. States: states.py."""

PAGES = {
    "home": {"fr": "/fr/", "en": "/en/"},
    "press-room": {"fr": "/fr/communiques-de-presse/", "en": "/en/press-releases/"},
    "second-page": {"fr": "/fr/communiques-de-presse/?page=2", "en": "/en/press-releases/?page=2"},
    "filtered": {
        "fr": "/fr/communiques-de-presse/?type=communique&hospital=cochin&from=x",
        "en": "/en/press-releases/?type=communique&hospital=cochin&from=x",
    },
    "filtered-by-untranslated": {
        "fr": "/fr/communiques-de-presse/?type=reaction",
        "en": "/en/press-releases/?type=reaction",
    },
    "nothing-found": {
        "fr": "/fr/communiques-de-presse/?q=zzz&type=communique",
        "en": "/en/press-releases/?q=zzz&type=communique",
    },
    "release": {"fr": "/fr/communiques-de-presse/complet/", "en": "/en/press-releases/complete/"},
    "old-release": {"fr": "/fr/communiques-de-presse/ancien/", "en": "/en/press-releases/old/"},
    "long-release": {"fr": "/fr/communiques-de-presse/long/", "en": "/en/press-releases/long-one/"},
    "obituary": {"fr": "/fr/communiques-de-presse/hommage/", "en": "/en/press-releases/tribute/"},
    "untranslated": {
        "fr": "/fr/communiques-de-presse/francais-seul/",
        "en": "/en/press-releases/francais-seul/",
    },
    "versions": {
        "fr": "/fr/communiques-de-presse/complet/versions/",
        "en": "/en/press-releases/complete/versions/",
    },
    "verify": {"fr": "/fr/verifier/", "en": "/en/verify/"},
    "verify-unknown": {"fr": "/fr/verifier/?reference=CP-1999-1", "en": "/en/verify/?reference=CP-1999-1"},
    "corrections": {"fr": "/fr/corrections/", "en": "/en/corrections/"},
    "hospitals": {"fr": "/fr/hopitaux/", "en": "/en/hospitals/"},
    "unknown-hospital": {"fr": "/fr/hopital/?hospital=nulle-part", "en": "/en/hospital/?hospital=nowhere"},
    "hospital": {"fr": "/fr/hopitaux/cochin/", "en": "/en/hospitals/cochin/"},
    "hospital-on-a-map": {"fr": "/fr/hopitaux/tenon/", "en": "/en/hospitals/tenon/"},
    "hospital-with-a-photo": {"fr": "/fr/hopitaux/necker/", "en": "/en/hospitals/necker/"},
    "closed-hospital": {"fr": "/fr/hopitaux/ferme/", "en": "/en/hospitals/ferme/"},
    "untranslated-hospital": {"fr": "/fr/hopitaux/non-traduit/", "en": "/en/hospitals/non-traduit/"},
    "press-office": {"fr": "/fr/contacts-presse/", "en": "/en/press-office/"},
    "hospital-office": {
        "fr": "/fr/hopitaux/necker/contacts-presse/",
        "en": "/en/hospitals/necker/press-office/",
    },
    "standard": {"fr": "/fr/accessibilite/", "en": "/en/accessibility/"},
    "legal": {"fr": "/fr/mentions-legales/", "en": "/en/legal-notice/"},
    "privacy": {"fr": "/fr/donnees-personnelles/", "en": "/en/privacy/"},
    "site-map": {"fr": "/fr/plan-du-site/", "en": "/en/site-map/"},
    "search": {"fr": "/fr/recherche/?q=cochin", "en": "/en/search/?q=cochin"},
    "search-without-words": {"fr": "/fr/recherche/", "en": "/en/search/"},
    "search-found-nothing": {"fr": "/fr/recherche/?q=zzz", "en": "/en/search/?q=zzz"},
    "directory": {"fr": "/fr/annuaire/?q=cochin", "en": "/en/directory/?q=heart"},
    "directory-without-words": {"fr": "/fr/annuaire/", "en": "/en/directory/"},
    "directory-found-nothing": {
        "fr": "/fr/annuaire/?q=zzz&hospital=rien",
        "en": "/en/directory/?q=zzz&hospital=rien",
    },
    "practitioner": {
        "fr": "/fr/annuaire/medecin/jean-francois-de-la-tour/",
        "en": "/en/directory/doctor/jean-francois-de-la-tour/",
    },
    "department": {
        "fr": "/fr/annuaire/service/nephrologie-cochin/",
        "en": "/en/directory/service/nephrologie-cochin/",
    },
    "untranslated-department": {
        "fr": "/fr/annuaire/service/sans-nom/",
        "en": "/en/directory/service/sans-nom/",
    },
    "report": {"fr": "/fr/signaler-un-probleme/", "en": "/en/report-a-problem/"},
    "report-sent": {"fr": "/fr/signaler-un-probleme/?sent=1", "en": "/en/report-a-problem/?sent=1"},
    "not-found": {"fr": "/fr/rien/", "en": "/en/nothing/"},
}

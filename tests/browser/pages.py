"""The table of pages that the browser tests walk through: every kind, with its states."""

PAGES = {
    "home": {"fr": "/fr/", "en": "/en/"},
    "press-room": {"fr": "/fr/communiques-de-presse/", "en": "/en/press-releases/"},
    "filtered": {
        "fr": "/fr/communiques-de-presse/?type=communique&hospital=cochin&from=x",
        "en": "/en/press-releases/?type=communique&hospital=cochin&from=x",
    },
    "nothing-found": {
        "fr": "/fr/communiques-de-presse/?q=zzz&type=communique",
        "en": "/en/press-releases/?q=zzz&type=communique",
    },
    "release": {"fr": "/fr/communiques-de-presse/complet/", "en": "/en/press-releases/complete/"},
    "old-release": {"fr": "/fr/communiques-de-presse/ancien/", "en": "/en/press-releases/old/"},
    "obituary": {"fr": "/fr/communiques-de-presse/hommage/", "en": "/en/press-releases/tribute/"},
    "untranslated": {
        "fr": "/fr/communiques-de-presse/francais-seul/",
        "en": "/en/press-releases/francais-seul/",
    },
    "hospitals": {"fr": "/fr/hopitaux/", "en": "/en/hospitals/"},
    "unknown-hospital": {"fr": "/fr/hopital/?hospital=nulle-part", "en": "/en/hospital/?hospital=nowhere"},
    "hospital": {"fr": "/fr/hopitaux/cochin/", "en": "/en/hospitals/cochin/"},
    "press-office": {"fr": "/fr/contacts-presse/", "en": "/en/press-office/"},
    "standard": {"fr": "/fr/accessibilite/", "en": "/en/accessibility/"},
    "legal": {"fr": "/fr/mentions-legales/", "en": "/en/legal-notice/"},
    "site-map": {"fr": "/fr/plan-du-site/", "en": "/en/site-map/"},
    "search": {"fr": "/fr/recherche/?q=cochin", "en": "/en/search/?q=cochin"},
    "directory": {"fr": "/fr/annuaire/?q=cochin", "en": "/en/directory/?q=heart"},
    "report": {"fr": "/fr/signaler-un-probleme/", "en": "/en/report-a-problem/"},
    "not-found": {"fr": "/fr/rien/", "en": "/en/nothing/"},
}
EACH = [(name, language) for name in PAGES for language in PAGES[name]]

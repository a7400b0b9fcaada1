from tests import factories
from search import asked, finding
from search.query_language import parse
from newsroom.models import HospitalName

def test_it(site):
    HospitalName.objects.create(hospital=site.cochin, kind="acronym", name="HEGP", sort_order=0)
    factories.public_release(site, title_fr="Une greffe d'hôpital COVID-19", specialties=[factories.specialty()])
    factories.scheduled_release(site, title_fr="Une greffe secrète")
    for q in ("greffe", "hegp", "covid 19", "covid19", "cœur -hegp", '"hopital covid"', "cochin", "cp-2026-001", "novembre 2026", "greffe 2026", "la de", ""):
        query = parse(q)
        a = asked.read(query)["fr"]
        print(q, "=>", a.every)
        f = finding.find(a.every, "fr")
        print("   ", f.total, f.counts, f.without)
        for h in f.hits: print("      ", h.title, "|", h.quotation, h.score, h.parts)

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from wagtail.admin import urls as wagtailadmin_urls

from newsroom import llms, picture_library, problem_views
from newsroom import views as newsroom_views
from newsroom.api import description, oembed
from newsroom.api import pages as api
from newsroom.embargo import views as embargo
from newsroom.files import serve_file
from newsroom.sitemaps import sitemap
from search import record_sitemaps

from . import health

handler429 = "aphp_site.login.views.too_many"  # allauth looks for it here

urlpatterns = [
    path("", newsroom_views.choose_language, name="choose_language"),
    path("admin/", include("aphp_site.login.urls")),  # first: it shadows Wagtail's own log-in and reset
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^images/(?P<path>.*)$", serve_file, name="picture"),
    re_path(r"^(?P<path>documents/.*)$", serve_file, name="document"),
    path("api/v2/pages/", api.pages, name="api_pages"),
    path("api/v2/pages/<uuid:identifier>/", api.page, name="api_page"),
    path("api/v2/openapi.json", description.openapi, name="api_description"),
    path("api/oembed/", oembed.oembed, name="oembed"),
    path("llms.txt", llms.llms, name="llms"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("favicon.ico", newsroom_views.favicon, name="favicon"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap, name="sitemap_file"),
    path("sitemap-practitioners.xml", record_sitemaps.practitioners, name="sitemap_practitioners"),
    path(
        "sitemap-practitioners-<int:number>.xml",
        record_sitemaps.practitioners,
        name="sitemap_practitioners_file",
    ),
    path("sitemap-departments.xml", record_sitemaps.departments, name="sitemap_departments"),
    path(
        "sitemap-departments-<int:number>.xml", record_sitemaps.departments, name="sitemap_departments_file"
    ),
    path("robots.txt", newsroom_views.robots, name="robots"),
]
urlpatterns += i18n_patterns(
    path("", include("search.urls")),
    path(_("report-a-problem/"), problem_views.report_problem, name="report_problem"),
    path(_("pictures/"), picture_library.pictures, name="pictures"),
    path("embargo/<str:token>/", embargo.embargo, name="embargo"),
    path("embargo/<str:token>/<path:name>", embargo.embargo_file, name="embargo_file"),
    re_path(
        r"^((?:[\w\-]+/)+(?:feed\.json|dossier\.zip|press-kit\.zip))$",
        newsroom_views.serve_page,
        name="file_of_page",
    ),
    re_path(r"^((?:[\w\-]+/)*)$", newsroom_views.serve_page, name="wagtail_serve"),
)

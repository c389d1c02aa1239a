"""The addresses of the API, below /api/v1/. Everything else below /api/ answers 404 as a problem."""

from fullarc.web.api.answering import addresses
from fullarc.web.api.described import described
from fullarc.web.api.document import api, filters

app_name = "api"
urlpatterns = [*addresses(api(), filters), described]

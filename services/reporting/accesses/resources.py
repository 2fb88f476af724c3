"""Reporting keeps nobody's data; its access log says so."""

from services.common.accesses.resources import LogOfService

log = LogOfService("reporting")
api, pages = log.api(), log.pages()

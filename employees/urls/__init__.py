"""Addresses of people and organisation."""

from employees.urls import accounts, desk, imports, people

app_name = "employees"
urlpatterns = people.urlpatterns + imports.urlpatterns + desk.urlpatterns + accounts.urlpatterns

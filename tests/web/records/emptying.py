"""A fresh installation in the middle of a test: every row of the application is gone, its protection is back in place."""

from django.db import connection

from fullarc.web.audit.triggers import protected_tables
from fullarc.web.records.tables_of_record import tables


def empty_installation() -> None:
    connection.check_constraints()  # PostgreSQL changes no trigger while foreign keys wait for their check
    for protected in protected_tables():
        protected.remove(connection)
    with connection.cursor() as cursor:
        for model in tables():
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
    connection.check_constraints()
    for protected in protected_tables():
        protected.install(connection)

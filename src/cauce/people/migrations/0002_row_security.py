"""Who works in an organisation, and as what, is seen from there alone, on PostgreSQL."""

from django.db import migrations

from cauce.runtime.backends.postgresql.policies import Guard


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("runtime", "0005_row_security")]

    operations = [Guard("cauce_membership"), Guard("cauce_role_holding")]

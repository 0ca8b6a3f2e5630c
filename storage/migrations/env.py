"""How Alembic runs here: always on a connection handed in, in one transaction with everything else in it."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    render_as_batch=True,
    compare_server_default=True,
    transactional_ddl=True,
)
context.run_migrations()

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema.h"

/* Sorted by bytes, as SQLite does. */
#define TEXT "TEXT COLLATE \"C\" NOT NULL"
#define WHOLE "BIGINT NOT NULL"
#define REAL "DOUBLE PRECISION NOT NULL"
#define TENANT "tenant TEXT COLLATE \"C\" NOT NULL DEFAULT current_setting ('mdsrisk.tenant')"
/* Nobody, the owner neither, sees or writes rows of another tenant. Asked once a statement. */
#define APART(table)                                                                               \
    "ALTER TABLE " table " ENABLE ROW LEVEL SECURITY;"                                             \
    "ALTER TABLE " table " FORCE ROW LEVEL SECURITY;"                                              \
    "CREATE POLICY apart ON " table " USING (tenant = (SELECT mdsrisk.tenant ()));"

/* Three versions, since a string of C may have 4,095 bytes.
 * Whoever owns the schema works for every tenant, one at a time; others for those of their line in
 * tenant_role, which the owner alone reads and writes. */
static const char version_1[] =
    "CREATE TABLE version (version BIGINT NOT NULL);"
    "CREATE TABLE tenant_role (role NAME NOT NULL, tenant TEXT NOT NULL,"
    " PRIMARY KEY (role, tenant));"
    "ALTER TABLE tenant_role ENABLE ROW LEVEL SECURITY;"
    "CREATE FUNCTION tenant () RETURNS TEXT LANGUAGE sql STABLE SECURITY DEFINER"
    " SET search_path = pg_catalog, pg_temp AS $$"
    " SELECT current_setting ('mdsrisk.tenant', true) WHERE pg_has_role (session_user,"
    " (SELECT nspowner FROM pg_namespace WHERE nspname = 'mdsrisk'), 'MEMBER')"
    " OR EXISTS (SELECT FROM mdsrisk.tenant_role AS t WHERE t.role = session_user"
    " AND t.tenant = current_setting ('mdsrisk.tenant', true)) $$;"
    "CREATE TABLE form (sha256 " TEXT ", path " TEXT ", manufacturer " TEXT ", model " TEXT
    ", version " TEXT ", edition " TEXT ", date " WHOLE ", gone " WHOLE
    ", answers BYTEA NOT NULL, " TENANT ", PRIMARY KEY (tenant, sha256));"
    "CREATE TABLE context (sha256 " TEXT ", path " TEXT ", bytes BYTEA NOT NULL, " TENANT
    ", PRIMARY KEY (tenant, sha256));"
    "CREATE TABLE class (key " TEXT ", forms " TEXT ", context " TEXT ", zone " TEXT
    ", finding " TEXT ", " TENANT ", PRIMARY KEY (tenant, key));"
    "CREATE TABLE result (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, class " TEXT
    ", catalog " TEXT ", policy " TEXT ", model " TEXT ", day " WHOLE ", verdict " WHOLE
    ", rrf " REAL ", sure " REAL ", end_of_support " WHOLE ", next_day " WHOLE
    ", next_verdict " WHOLE ", anchor " REAL ", taken " REAL ", other_events " REAL ", sets " TEXT
    ", english " TEXT ", japanese " TEXT ", next_event " TEXT ", " TENANT
    ", UNIQUE (tenant, class, catalog, policy, model, day),"
    " FOREIGN KEY (tenant, class) REFERENCES class (tenant, key));"
    "CREATE TABLE device (id " TEXT ", d_asset_tag " TEXT ", d_name " TEXT ", d_category " TEXT
    ", d_manufacturer " TEXT ", d_model " TEXT ", d_model_number " TEXT ", d_serial " TEXT
    ", d_version " TEXT ", d_system " TEXT ", d_mac " TEXT ", d_ip " TEXT ", d_vlan " TEXT
    ", d_location " TEXT ", d_department " TEXT ", d_status " TEXT ", d_quantity " TEXT
    ", d_note " TEXT ", place " TEXT ", units " WHOLE ", used " WHOLE ", problems " WHOLE
    ", zone " TEXT ", match " WHOLE ", why " WHOLE ", class " TEXT
    ", result BIGINT REFERENCES result (id), gone " WHOLE ", " TENANT ", PRIMARY KEY (tenant, id));"
    "CREATE INDEX device_class ON device (tenant, class);";

static const char version_2[] =
    "CREATE TABLE decision (manufacturer " TEXT ", model " TEXT ", model_number " TEXT
    ", version " TEXT ", form " TEXT ", " TENANT
    ", PRIMARY KEY (tenant, manufacturer, model, model_number, version));"
    "CREATE TABLE history (seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, day " WHOLE
    ", what " TEXT ", subject " TEXT ", before " TEXT ", after " TEXT ", why " TEXT ", " TENANT ");"
    "CREATE INDEX history_day ON history (tenant, day);"
    "CREATE FUNCTION history_is_kept () RETURNS TRIGGER LANGUAGE plpgsql AS $$"
    " BEGIN RAISE EXCEPTION 'history is only added to'; END $$;"
    "CREATE TRIGGER history_kept BEFORE UPDATE OR DELETE ON history"
    " FOR EACH ROW EXECUTE FUNCTION history_is_kept ();"
    "CREATE TABLE meta (name " TEXT ", value BYTEA NOT NULL, " TENANT
    ", PRIMARY KEY (tenant, name));"
    "CREATE TABLE work (class " TEXT ", catalog " TEXT ", policy " TEXT ", model " TEXT
    ", day " WHOLE ", worker BIGINT NOT NULL DEFAULT 0,"
    " until TIMESTAMPTZ NOT NULL DEFAULT '-infinity', tries BIGINT NOT NULL DEFAULT 0, " TENANT
    ", PRIMARY KEY (tenant, catalog, policy, model, day, class),"
    " FOREIGN KEY (tenant, class) REFERENCES class (tenant, key));" APART("form") APART("context")
        APART("class") APART("result") APART("device") APART("decision") APART("history")
            APART("meta") APART("work");

static const char version_3[] =
    "CREATE TABLE evidence (sha256 " TEXT ", path " TEXT ", kind " TEXT
    ", bytes BYTEA NOT NULL, " TENANT ", PRIMARY KEY (tenant, sha256));"
    "CREATE TABLE finding (key " TEXT ", bytes BYTEA NOT NULL, " TENANT
    ", PRIMARY KEY (tenant, key));"
    "CREATE TABLE subject (manufacturer " TEXT ", model " TEXT ", version " TEXT ", units " WHOLE
    ", finding " TEXT ", " TENANT
    ", PRIMARY KEY (tenant, manufacturer, model, version));" APART("evidence") APART("finding")
        APART("subject");

const char *const schema_server_versions[] = {version_1, version_2, version_3};
const int schema_server_version_count =
    sizeof schema_server_versions / sizeof *schema_server_versions;

const char *const schema_server_statements[SQL__COUNT] = {
    [SQL_CLASS_OPEN] = "", /* work is taken instead */
    [SQL_RESULT_PUT] =
        "WITH done AS (DELETE FROM work WHERE class = ?1 AND catalog = ?2 AND policy = ?3"
        " AND model = ?4 AND day = ?5)"
        " INSERT INTO result (class, catalog, policy, model, day, verdict, rrf, sure,"
        " end_of_support, next_day, next_verdict, anchor, taken, other_events, sets, english,"
        " japanese, next_event) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
        " ?14, ?15, ?16, ?17, ?18) ON CONFLICT DO NOTHING",
    [SQL_WORK_PUT] =
        "INSERT INTO work (class, catalog, policy, model, day)"
        " SELECT key, ?1::text, ?2::text, ?3::text, ?4::bigint FROM class WHERE"
        " key IN (SELECT class FROM device WHERE gone = 0) AND NOT EXISTS (SELECT FROM result"
        " WHERE result.class = class.key AND result.catalog = ?1 AND result.policy = ?2"
        " AND result.model = ?3 AND result.day = ?4) ON CONFLICT DO NOTHING",
    /* Work that nobody has, or whose worker's time has run out. */
    [SQL_WORK_TAKE] =
        "WITH taken AS (UPDATE work SET worker = pg_backend_pid (), tries = tries + 1,"
        " until = now () + make_interval (secs => ?4::bigint) WHERE ctid = ANY (ARRAY ("
        "SELECT ctid FROM work WHERE catalog = ?1 AND policy = ?2 AND model = ?3"
        " AND until < now () ORDER BY day, class LIMIT ?5 FOR UPDATE SKIP LOCKED))"
        " RETURNING class, day)"
        " SELECT key, forms, context, zone, finding, day FROM taken JOIN class ON key = taken.class"
        " ORDER BY day, key",
    [SQL_WORK_LEFT] = "SELECT count(*) FROM work WHERE catalog = ?1 AND policy = ?2 AND model = ?3"
                      " AND day = ?4"};

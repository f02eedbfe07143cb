/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "schema.h"

/* Devices that have the same forms and are in the same context and zone are one class: they are
 * assessed once. */
static const char version_1[] =
    "CREATE TABLE form ("
    " sha256 TEXT PRIMARY KEY, path TEXT NOT NULL, manufacturer TEXT NOT NULL,"
    " model TEXT NOT NULL, version TEXT NOT NULL, edition TEXT NOT NULL, date INTEGER NOT NULL,"
    " gone INTEGER NOT NULL, answers BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE context ("
    " sha256 TEXT PRIMARY KEY, path TEXT NOT NULL, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE class ("
    " key TEXT PRIMARY KEY, forms TEXT NOT NULL, context TEXT NOT NULL, zone TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE result ("
    " id INTEGER PRIMARY KEY, class TEXT NOT NULL REFERENCES class (key), catalog TEXT NOT NULL,"
    " policy TEXT NOT NULL, model TEXT NOT NULL, day INTEGER NOT NULL, verdict INTEGER NOT NULL,"
    " rrf REAL NOT NULL, sure REAL NOT NULL, end_of_support INTEGER NOT NULL,"
    " next_day INTEGER NOT NULL, next_verdict INTEGER NOT NULL, anchor REAL NOT NULL,"
    " taken REAL NOT NULL, other_events REAL NOT NULL, sets TEXT NOT NULL, english TEXT NOT NULL,"
    " japanese TEXT NOT NULL, UNIQUE (class, catalog, policy, model, day)) STRICT;"
    "CREATE TABLE device ("
    " id TEXT PRIMARY KEY, d_asset_tag TEXT NOT NULL, d_name TEXT NOT NULL, d_category TEXT NOT "
    "NULL, "
    "d_manufacturer TEXT NOT NULL, d_model TEXT NOT NULL, "
    "d_model_number TEXT NOT NULL, d_serial TEXT NOT NULL, d_version TEXT NOT NULL, "
    "d_system TEXT NOT NULL, d_mac TEXT NOT NULL, d_ip TEXT NOT NULL, "
    "d_vlan TEXT NOT NULL, d_location TEXT NOT NULL, d_department TEXT NOT NULL, "
    "d_status TEXT NOT NULL, d_quantity TEXT NOT NULL, d_note TEXT NOT NULL,"
    " place TEXT NOT NULL, units INTEGER NOT NULL, used INTEGER NOT NULL,"
    " problems INTEGER NOT NULL, zone TEXT NOT NULL, match INTEGER NOT NULL, why INTEGER NOT NULL,"
    " class TEXT NOT NULL, result INTEGER REFERENCES result (id), gone INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE INDEX device_class ON device (class);"
    "CREATE TABLE decision ("
    " manufacturer TEXT NOT NULL, model TEXT NOT NULL, model_number TEXT NOT NULL,"
    " version TEXT NOT NULL, form TEXT NOT NULL,"
    " PRIMARY KEY (manufacturer, model, model_number, version)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE history ("
    " seq INTEGER PRIMARY KEY AUTOINCREMENT, day INTEGER NOT NULL, what TEXT NOT NULL,"
    " subject TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, why TEXT NOT NULL) STRICT;"
    "CREATE TRIGGER history_kept BEFORE UPDATE ON history"
    " BEGIN SELECT RAISE (ABORT, 'history is only added to'); END;"
    "CREATE TRIGGER history_stays BEFORE DELETE ON history"
    " BEGIN SELECT RAISE (ABORT, 'history is only added to'); END;"
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;";

/* Why something changes next; "" where a result of before does not say it. */
static const char version_2[] = "ALTER TABLE result ADD COLUMN next_event TEXT NOT NULL DEFAULT ''";

/* Files about vulnerabilities; what they say of devices that have one form and version (a subject),
 * and that as a part of a class. */
static const char version_3[] =
    "CREATE TABLE evidence ("
    " sha256 TEXT PRIMARY KEY, path TEXT NOT NULL, kind TEXT NOT NULL, bytes BLOB NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE finding (key TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE subject ("
    " manufacturer TEXT NOT NULL, model TEXT NOT NULL, version TEXT NOT NULL,"
    " units INTEGER NOT NULL, finding TEXT NOT NULL,"
    " PRIMARY KEY (manufacturer, model, version)) STRICT, WITHOUT ROWID;"
    "ALTER TABLE class ADD COLUMN finding TEXT NOT NULL DEFAULT '';";

const char *const schema_versions[] = {version_1, version_2, version_3};
const int schema_version_count = sizeof schema_versions / sizeof *schema_versions;

#define DEVICE_TEXTS                                                                               \
    "d_asset_tag, d_name, d_category, d_manufacturer, d_model, d_model_number, "                   \
    "d_serial, d_version, d_system, d_mac, d_ip, d_vlan, d_location, d_department, "               \
    "d_status, d_quantity, d_note"

/* A class of devices that are there, without a result under this catalog, policy, model and day. */
#define OPEN                                                                                       \
    "key IN (SELECT class FROM device WHERE gone = 0) AND NOT EXISTS (SELECT 1 FROM result"        \
    " WHERE result.class = class.key AND result.catalog = ?1 AND result.policy = ?2"               \
    " AND result.model = ?3 AND result.day = ?4)"

/* Devices of which something else is said now than before. */
#define MOVED                                                                                      \
    " JOIN result AS new ON new.class = device.class AND new.catalog = ?1 AND new.policy = ?2"     \
    " AND new.model = ?3 AND new.day = ?4 LEFT JOIN result AS old ON old.id = device.result"       \
    " JOIN class AS a ON a.key = new.class LEFT JOIN class AS b ON b.key = old.class"              \
    " WHERE device.gone = 0 AND (device.result IS NULL OR device.result <> new.id)"

/* The verdict in words, which are values 5 to 8; "" without one. */
#define VERDICT(of)                                                                                \
    "CASE " of ".verdict WHEN 0 THEN ?5 WHEN 1 THEN ?6 WHEN 2 THEN ?7 WHEN 3 THEN ?8 ELSE '' END"
/* Why: what differs between the two results, "form zone". */
#define WHYS                                                                                       \
    "trim (CASE WHEN a.forms <> b.forms THEN 'form ' ELSE '' END"                                  \
    " || CASE WHEN a.context <> b.context THEN 'context ' ELSE '' END"                             \
    " || CASE WHEN a.zone <> b.zone THEN 'zone ' ELSE '' END"                                      \
    " || CASE WHEN a.finding <> b.finding THEN 'vulnerability ' ELSE '' END"                       \
    " || CASE WHEN new.catalog <> old.catalog THEN 'catalog ' ELSE '' END"                         \
    " || CASE WHEN new.policy <> old.policy THEN 'policy ' ELSE '' END"                            \
    " || CASE WHEN new.model <> old.model THEN 'model ' ELSE '' END"                               \
    " || CASE WHEN new.day <> old.day THEN 'day ' ELSE '' END)"

/* In the order of values and columns as fleet_store.c gives and takes them. */
const char *const schema_statements[SQL__COUNT] = {
    [SQL_FORM_LEAVE] = "UPDATE form SET gone = 1 WHERE path = ?1",
    [SQL_FORM_PUT] = "INSERT INTO form VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8)"
                     " ON CONFLICT (sha256) DO UPDATE SET path = excluded.path, gone = 0,"
                     " answers = excluded.answers",
    [SQL_FORM_GET] = "SELECT path, answers FROM form WHERE sha256 = ?1",
    [SQL_FORM_ALL] = "SELECT sha256, path, manufacturer, model, version, edition, date FROM form"
                     " WHERE gone = 0 ORDER BY path",
    [SQL_CONTEXT_PUT] = "INSERT INTO context VALUES (?1, ?2, ?3) ON CONFLICT (sha256) DO NOTHING",
    [SQL_CONTEXT_GET] = "SELECT path, bytes FROM context WHERE sha256 = ?1",
    [SQL_DEVICE_LEAVE] = "UPDATE device SET gone = 1",
    [SQL_DEVICE_PUT] =
        "INSERT INTO device (id, " DEVICE_TEXTS ", place, units, used, problems, zone, match, why,"
        " class, gone) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, "
        "?16, ?17, "
        "?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, 0)"
        " ON CONFLICT (id) DO UPDATE SET (" DEVICE_TEXTS ", place, units, used, problems, zone,"
        " match, why, class, gone) = (excluded.d_asset_tag, excluded.d_name, excluded.d_category, "
        "excluded.d_manufacturer, excluded.d_model, excluded.d_model_number, "
        "excluded.d_serial, excluded.d_version, excluded.d_system, excluded.d_mac, "
        "excluded.d_ip, excluded.d_vlan, excluded.d_location, excluded.d_department, "
        "excluded.d_status, excluded.d_quantity, excluded.d_note, excluded.place, excluded.units, "
        "excluded.used,"
        " excluded.problems, excluded.zone, excluded.match, excluded.why, excluded.class, 0)",
    [SQL_DEVICE_ALL] =
        "SELECT id, " DEVICE_TEXTS ", place, units, used, problems, zone, match, why, class"
        " FROM device WHERE gone = 0 ORDER BY id",
    [SQL_DEVICE_GET] =
        "SELECT id, " DEVICE_TEXTS ", place, units, used, problems, device.zone, match, why,"
        " class.key, forms, context, class.zone, finding"
        " FROM device LEFT JOIN class ON class.key = device.class WHERE id = ?1 AND gone = 0",
    [SQL_DECISION_PUT] =
        "INSERT INTO decision VALUES (?1, ?2, ?3, ?4, ?5)"
        " ON CONFLICT (manufacturer, model, model_number, version) DO UPDATE SET form = ?5",
    [SQL_DECISION_ALL] = "SELECT manufacturer, model, model_number, version, form FROM decision",
    [SQL_CLASS_PUT] = "INSERT INTO class VALUES (?1, ?2, ?3, ?4, ?5)"
                      " ON CONFLICT (key) DO NOTHING",
    [SQL_CLASS_OPEN] =
        "SELECT key, forms, context, zone, finding, ?4 FROM class WHERE key > ?5 AND " OPEN
        " ORDER BY key LIMIT ?6",
    [SQL_CLASS_COUNT] = "SELECT count(*) FROM class WHERE " OPEN,
    [SQL_RESULT_PUT] =
        "INSERT INTO result (class, catalog, policy, model, day, verdict, rrf, sure,"
        " end_of_support, next_day, next_verdict, anchor, taken, other_events, sets, english,"
        " japanese, next_event) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
        " ?14, ?15, ?16, ?17, ?18) ON CONFLICT (class, catalog, policy, model, day) DO NOTHING",
    [SQL_MOVED_COUNT] =
        "SELECT count(*), count(*) FILTER (WHERE new.verdict > old.verdict) FROM device" MOVED,
    [SQL_MOVED_HISTORY] =
        "INSERT INTO history (day, what, subject, before, after, why)"
        " SELECT new.day, 'verdict', device.id, " VERDICT("old") ", " VERDICT(
            "new") ", " WHYS " FROM device" MOVED
                   " AND (old.id IS NULL OR old.verdict <> new.verdict) ORDER BY device.id",
    [SQL_MOVED_KEEP] =
        "UPDATE device SET result = new.id FROM result AS new WHERE new.class = device.class"
        " AND new.catalog = ?1 AND new.policy = ?2 AND new.model = ?3 AND new.day = ?4"
        " AND device.gone = 0 AND (device.result IS NULL OR device.result <> new.id)",
    [SQL_RESULT_ALL] =
        "SELECT device.id, " DEVICE_TEXTS ", place, units, used, problems, device.zone, match, why,"
        " device.class, verdict, rrf, sure, end_of_support, next_day, next_verdict, anchor, taken,"
        " other_events, sets, english, japanese, catalog, policy, model, day,"
        " next_event"
        " FROM device LEFT JOIN result ON result.id = device.result WHERE gone = 0"
        " ORDER BY device.id",
    /* The one that is said of the device now comes first. */
    [SQL_RESULT_OF] =
        "SELECT result.id, day, verdict, rrf, sure, catalog, policy, model FROM result"
        " JOIN device ON device.id = ?1 AND (result.id = device.result"
        " OR result.class = device.class)"
        " ORDER BY result.id <> device.result, day DESC, result.id DESC",
    [SQL_HISTORY_PUT] = "INSERT INTO history (day, what, subject, before, after, why)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_HISTORY_LAST] = "SELECT coalesce (max (seq), 0) FROM history",
    [SQL_HISTORY_SINCE] = "SELECT day, what, subject, before, after, why, seq FROM history"
                          " WHERE day >= ?1 ORDER BY seq",
    [SQL_HISTORY_OF] = "SELECT day, what, subject, before, after, why FROM history"
                       " WHERE subject = ?1 ORDER BY seq",
    [SQL_EVIDENCE_DROP] = "DELETE FROM evidence WHERE path = ?1"
                          " OR substr (path, 1, length (?1) + 1) = ?1 || '/'",
    [SQL_EVIDENCE_DROP_KIND] = "DELETE FROM evidence WHERE kind = ?1",
    [SQL_EVIDENCE_PUT] = "INSERT INTO evidence VALUES (?1, ?2, ?3, ?4)"
                         " ON CONFLICT (sha256) DO UPDATE SET path = excluded.path",
    [SQL_EVIDENCE_ALL] = "SELECT sha256, path, bytes FROM evidence ORDER BY path, sha256",
    [SQL_FINDING_PUT] = "INSERT INTO finding VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING",
    [SQL_FINDING_GET] = "SELECT bytes FROM finding WHERE key = ?1",
    [SQL_SUBJECT_LEAVE] = "UPDATE subject SET units = 0",
    [SQL_SUBJECT_GET] = "SELECT finding FROM subject"
                        " WHERE manufacturer = ?1 AND model = ?2 AND version = ?3",
    [SQL_SUBJECT_PUT] = "INSERT INTO subject VALUES (?1, ?2, ?3, ?4, ?5)"
                        " ON CONFLICT (manufacturer, model, version) DO UPDATE"
                        " SET units = subject.units + excluded.units, finding = excluded.finding",
    [SQL_SUBJECT_ALL] = "SELECT manufacturer, model, version, units, finding FROM subject"
                        " WHERE units > 0 ORDER BY manufacturer, model, version",
    [SQL_META_PUT] = "INSERT INTO meta VALUES (?1, ?2)"
                     " ON CONFLICT (name) DO UPDATE SET value = ?2",
    [SQL_META_GET] = "SELECT value FROM meta WHERE name = ?1"};

const char schema_unknown[] =
    "SELECT 1 FROM result WHERE verdict NOT BETWEEN 0 AND ?1 OR next_verdict NOT BETWEEN 0 AND ?1"
    " OR day NOT BETWEEN ?3 AND ?4 OR next_day NOT BETWEEN ?3 AND ?4"
    " OR end_of_support NOT BETWEEN ?3 AND ?4 OR rrf NOT BETWEEN 0 AND 1e300"
    " OR sure NOT BETWEEN 0 AND 1 OR anchor NOT BETWEEN 0 AND 1e300 OR taken NOT BETWEEN 0 AND "
    "1e300"
    " OR other_events NOT BETWEEN 0 AND 1e300"
    " UNION ALL SELECT 1 FROM device WHERE units NOT BETWEEN 1 AND ?5 OR used NOT BETWEEN 0 AND ?2"
    " UNION ALL SELECT 1 FROM form WHERE date NOT BETWEEN ?3 AND ?4"
    " UNION ALL SELECT 1 FROM history WHERE day NOT BETWEEN ?3 AND ?4 LIMIT 1";

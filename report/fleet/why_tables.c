/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet_words.h"
#include "summary_rows.h"
#include <mdsrisk/fleet_why_report.h>

#include <string.h>

/* A building of the table of names and values. */
typedef struct why_making {
    mds_table_builder b;
    mds_reg *r;
    const mds_fleet_why *why;
} why_making;

static void put_line(why_making *m, const char *key, const char *value, const char *remark)
{
    mds_summary__line(&m->b, mds_reg__text(m->r, key), value, remark, MDS_MARK_NONE);
}

static const mds_fleet_device *device_of(const why_making *m)
{
    return &m->why->fleet->devices[0];
}

static void put_identity(why_making *m)
{
    const mds_fleet_device *device = device_of(m);

    mds_summary__heading(&m->b, "why.device");
    put_line(m, "column.device_id", device->id, "");
    for (unsigned i = 0; i < MDS_INVENTORY__COUNT; i++) {
        mds_summary__line(
            &m->b,
            mds_reg__named(m->r, "fleet.field", mds_inventory_field_name((mds_inventory_field)i)),
            device->text[i], "", MDS_MARK_NONE);
    }
    put_line(m, "why.row", device->where, "");
    put_line(m, "column.fleet_use",
             mds_reg__named(m->r, "fleet.use", mds_device_use_name(device->use)), "");
    put_line(m, "column.fleet_problems",
             mds_fleet_words__bits(m->r, "fleet.problem", device->problems, MDS_ROW_BITS,
                                   mds_row_problem_name),
             "");
}

/* What the list says of it, and what is behind the word. */
static void put_verdict(why_making *m)
{
    const mds_fleet_why *why = m->why;
    mds_reg *r = m->r;

    mds_summary__heading(&m->b, "why.verdict");
    if (why->result_count > 0) {
        const mds_fleet_result *now = &why->results[0];
        const char *name = mds_verdict_name(now->verdict);
        mds_summary__line(&m->b, mds_reg__text(r, "summary.result"),
                          now->verdict == MDS_VERDICT_CANNOT_BE_JUDGED
                              ? mds_reg__named(r, "signal", name)
                              : mds_words__signal(r, now->verdict, now->rrf, now->sure),
                          now->same_basis ? "" : mds_reg__text(r, "why.other_basis"),
                          mds_verdict_mark(now->verdict));
        put_line(m, "summary.as_of", mds_reg__date(r, now->day), "");
    } else {
        const bool form = why->fleet->products[device_of(m)->product].form_count > 0;
        put_line(m, "summary.result", mds_reg__text(r, form ? "why.no_result" : "why.no_form"), "");
    }
    if (why->reg != NULL) {
        const mds_signal *signal = &why->reg->lead->signal;
        put_line(m, "summary.assumed", signal->assumed, "");
        put_line(m, "why.unjudged", signal->unjudged, "");
    }
}

/* "Aldermoor Medical AL-300 4.1, MDS2 2019" */
static const char *name_of(const why_making *m, const mds_fleet_form *form)
{
    const char *const parts[] = {form->maker, form->model, form->version};
    mds_strbuf name;

    mds_strbuf_init(&name, 1 << 12);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        mds_strbuf_printf(&name, "%s%s", name.n > 0 && parts[i][0] != '\0' ? " " : "", parts[i]);
    }
    const char *text =
        mds_reg__format(m->r, "why.form", mds_reg__copy(m->r, &name), form->edition, NULL);
    mds_reg__drop(m->r, &name);
    return text;
}

/* Which form is about it, how sure that is, and who said so. */
static void put_forms(why_making *m)
{
    const mds_fleet_list *fleet = m->why->fleet;
    const mds_fleet_product *product = &fleet->products[device_of(m)->product];

    mds_summary__heading(&m->b, "why.forms");
    put_line(
        m, "column.fleet_match",
        mds_reg__named(m->r, "fleet.match", mds_join_state_name(product->state)),
        mds_fleet_words__bits(m->r, "fleet.why", product->why, MDS_WHY_BITS, mds_join_why_name));
    if (m->why->settled != NULL) {
        put_line(m, "column.fleet_settled",
                 m->why->settled[0] != '\0' ? m->why->settled : mds_reg__text(m->r, "fleet.none"),
                 "");
    }
    for (size_t i = 0; i < product->form_count; i++) {
        const mds_fleet_form *form = &fleet->forms[product->forms[i]];
        put_line(m, "column.form", form->path, name_of(m, form));
    }
    for (size_t i = 0; i < product->candidate_count; i++) {
        const mds_fleet_form *form = &fleet->forms[product->candidates[i]];
        put_line(m, "column.fleet_candidates", form->path, name_of(m, form));
    }
}

static void put_place(why_making *m)
{
    const mds_fleet_list *fleet = m->why->fleet;
    const mds_fleet_device *device = device_of(m);
    mds_reg *r = m->r;

    mds_summary__heading(&m->b, "why.place");
    if (device->zone_line != MDS_NO_ORDINAL) {
        const mds_zone_line *line = &fleet->zones[device->zone_line];
        const char *network = mds_fleet_words__network(r, line);
        put_line(m, "column.fleet_zone",
                 mds_words__zone(r, r->policy->zones, r->policy->zone_count, device->zone),
                 mds_reg__format(r, "why.by_line", network, line->where, NULL));
    } else {
        const mds_deployment *deployment =
            m->why->reg != NULL ? m->why->reg->assessment->deployment : NULL;
        put_line(m, "column.fleet_zone",
                 deployment != NULL
                     ? mds_words__zone(r, r->policy->zones, r->policy->zone_count, deployment->zone)
                     : mds_reg__text(r, "fleet.no_network"),
                 mds_reg__text(r, "why.by_context"));
    }
    put_line(m, "column.context",
             m->why->context[0] != '\0' ? m->why->context
                                        : mds_reg__text(r, "summary.context_default"),
             "");
}

static void put_device(mds_reg *r, const mds_fleet_why *why, mds_table *out)
{
    why_making m = {.r = r, .why = why};

    mds_summary__init(&m.b, r);
    put_identity(&m);
    put_verdict(&m);
    put_forms(&m);
    put_place(&m);
    mds_table__finish(&m.b, out);
}

static void put_findings(mds_reg *r, const mds_fleet_why *why, mds_table *out)
{
    static const mds_column_spec columns[] = {{"vuln_id", 18, false},
                                              {"vuln_component", 22, true},
                                              {"vuln_version", 12, true},
                                              {"vuln_standing", 26, true},
                                              {"digest_who", 60, true}};
    mds_table_builder b;

    mds_table__init(&b, r, "why_vulnerabilities", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < why->finding_count && mds_table__row(&b); i++) {
        const mds_fleet_finding *at = &why->findings[i];
        mds_table__text(&b, 0, at->id);
        mds_table__text(&b, 1, at->component);
        mds_table__text(&b, 2, at->version);
        mds_table__text(&b, 3, mds_fleet_words__standing(r, at));
        mds_table__text(&b, 4,
                        mds_fleet_finding_calls(at) ? mds_fleet_words__who_acts(r, at)
                                                    : mds_reg__text(r, "vuln.watch"));
    }
    mds_table__finish(&b, out);
}

static void put_verdict_cell(mds_table_builder *b, size_t column, mds_verdict verdict)
{
    mds_table__marked(b, column, mds_reg__named(b->r, "signal", mds_verdict_name(verdict)),
                      mds_verdict_mark(verdict));
}

static void put_verdict_named(mds_table_builder *b, size_t column, const char *name)
{
    for (unsigned v = 0; v < MDS_VERDICT__COUNT; v++) {
        if (strcmp(mds_verdict_name((mds_verdict)v), name) == 0) {
            put_verdict_cell(b, column, (mds_verdict)v);
        }
    }
}

static void put_changes(mds_reg *r, const mds_fleet_why *why, mds_table *out)
{
    static const mds_column_spec columns[] = {{"plan_day", 12, true},
                                              {"why_before", 20, true},
                                              {"why_after", 20, true},
                                              {"why_changed", 50, true}};
    mds_table_builder b;

    mds_table__init(&b, r, "why_changes", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < why->change_count && mds_table__row(&b); i++) {
        const mds_fleet_change *at = &why->changes[i];
        mds_table__date(&b, 0, at->day);
        put_verdict_named(&b, 1, at->before);
        put_verdict_named(&b, 2, at->after);
        mds_table__text(&b, 3,
                        at->before[0] == '\0' ? mds_reg__text(r, "why.first")
                                              : mds_fleet_words__reasons(r, at->why));
    }
    mds_table__finish(&b, out);
}

static void put_results(mds_reg *r, const mds_fleet_why *why, mds_table *out)
{
    static const mds_column_spec columns[] = {{"plan_day", 12, true},
                                              {"devices_verdict", 20, true},
                                              {"devices_rrf", 12, false},
                                              {"devices_sure", 12, false},
                                              {"why_basis", 40, true}};
    mds_table_builder b;

    mds_table__init(&b, r, "why_results", columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < why->result_count && mds_table__row(&b); i++) {
        const mds_fleet_result *at = &why->results[i];
        mds_table__date(&b, 0, at->day);
        put_verdict_cell(&b, 1, at->verdict);
        mds_table__number(&b, 2, at->rrf, MDS_NUMBER_RRF);
        mds_table__number(&b, 3, at->sure, MDS_NUMBER_PROBABILITY);
        mds_table__text(&b, 4,
                        mds_reg__text(r, at->same_basis ? "why.same_basis" : "why.other_basis"));
    }
    mds_table__finish(&b, out);
}

/* Some columns of a table of the register, under its own headings. */
static void cut(mds_reg *r, const mds_table *from, const char *id, const char *const *ids,
                size_t count, mds_table *out)
{
    mds_column *columns = mds_arena_alloc(r->arena, count, sizeof *columns);
    mds_cell *cells = mds_arena_alloc(r->arena, from->row_count * count + 1, sizeof *cells);

    for (size_t i = 0; columns != NULL && cells != NULL && i < count; i++) {
        size_t c = 0;
        while (c + 1 < from->column_count && strcmp(from->columns[c].id, ids[i]) != 0) {
            c++;
        }
        columns[i] = from->columns[c];
        columns[i].group = MDS_GROUP_FRONT;
        for (size_t row = 0; row < from->row_count; row++) {
            cells[row * count + i] = from->cells[row * from->column_count + c];
        }
    }
    *out = (mds_table){.id = id,
                       .title = mds_reg__named(r, "table", id),
                       .columns = columns,
                       .column_count = count,
                       .cells = cells,
                       .row_count = columns != NULL && cells != NULL ? from->row_count : 0};
}

/* The risks with the answers behind each, and the answers that are missing. */
static void put_register(mds_reg *r, const mds_register *reg, mds_table *tables)
{
    static const char *const risks[] = {"rank",
                                        "risk",
                                        "share",
                                        "rrf",
                                        "controls_credited",
                                        "controls_missing",
                                        "controls_unknown",
                                        "helps_most",
                                        "risk_id"};
    static const char *const answers[] = {"question", "question_title", "answer_state", "note",
                                          "where",    "answer_factor",  "rrf_after",    "file"};

    cut(r, &reg->tables[MDS_TABLE_RISKS], "why_risks", risks, sizeof risks / sizeof *risks,
        &tables[MDS_FLEET_WHY_RISKS]);
    cut(r, &reg->tables[MDS_TABLE_UNKNOWNS], "why_answers", answers,
        sizeof answers / sizeof *answers, &tables[MDS_FLEET_WHY_ANSWERS]);
}

mds_status mds_fleet_why_tables(const mds_table *const **out, size_t *count, mds_arena *arena,
                                const mds_catalog *catalog, const mds_policy *policy,
                                const mds_fleet_why *why, mds_lang lang)
{
    mds_reg r = {.arena = arena, .catalog = catalog, .policy = policy, .lang = lang};
    mds_table *tables = mds_arena_alloc(arena, MDS_FLEET_WHY_TABLE__COUNT, sizeof *tables);
    const mds_table **list = mds_arena_alloc(arena, MDS_FLEET_WHY_TABLE__COUNT, sizeof *list);

    if (tables == NULL || list == NULL) {
        return mds_arena_status(arena);
    }
    mds_strbuf_init(&r.buf, 1 << 20);
    put_device(&r, why, &tables[MDS_FLEET_WHY_DEVICE]);
    if (why->reg != NULL) {
        put_register(&r, why->reg, tables);
    }
    put_findings(&r, why, &tables[MDS_FLEET_WHY_VULNERABILITIES]);
    put_changes(&r, why, &tables[MDS_FLEET_WHY_CHANGES]);
    put_results(&r, why, &tables[MDS_FLEET_WHY_RESULTS]);
    mds_strbuf_finish(&r.buf);
    *count = 0;
    for (size_t i = 0; i < MDS_FLEET_WHY_TABLE__COUNT; i++) {
        if (tables[i].column_count > 0) {
            list[(*count)++] = &tables[i];
        }
    }
    *out = list;
    return r.status != MDS_OK ? r.status : mds_arena_status(arena);
}

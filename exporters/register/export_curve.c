/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The risk over the coming years, a date a row. */
#include "plan_parts.h"

#include "base/date.h"

/* The kind of the record that an event is about. */
static const char *record_kind(const mds_life_curve *curve, const mds_risk_assessment *as,
                               const mds_life_curve_point *point)
{
    if (point->record >= curve->deployment->record_count) {
        return "";
    }
    return as->catalog->compensating[curve->deployment->records[point->record].compensating].id;
}

static const char *leader_of(const mds_risk_assessment *as, const mds_life_curve_point *point)
{
    return point->leader != MDS_NO_ORDINAL ? as->catalog->scenarios[point->leader].id : "";
}

static void put_point(mds_jsonw *w, const mds_life_curve *curve, const mds_risk_assessment *as,
                      const mds_life_curve_point *point)
{
    mds_jsonw_object(w);
    mds_plan__day(w, "date", point->day);
    mds_jsonw_member_string(w, "event", mds_life_curve_event_name(point->event));
    mds_jsonw_member_string(w, "record", record_kind(curve, as, point));
    mds_jsonw_member_string(w, "life_cycle", mds_lifecycle_name(point->stage));
    mds_jsonw_member_bool(w, "eos_warning", point->warning);
    mds_jsonw_member_number(w, "years_past_eos", point->years_past_eos);
    mds_jsonw_member_uint(w, "records_credited", point->credited);
    mds_jsonw_member_number(w, "rrf", point->rrf);
    mds_jsonw_member_number(w, "sure", point->sure);
    mds_jsonw_member_number(w, "rrf_best", point->rrf_best);
    mds_jsonw_member_string(w, "largest_share", leader_of(as, point));
    mds_jsonw_member_string(w, "verdict", mds_verdict_name(point->verdict));
    mds_jsonw_member_string(w, "verdict_as_known", mds_verdict_name(point->as_known));
    mds_jsonw_member_string(w, "verdict_best", mds_verdict_name(point->best));
    mds_jsonw_member_string(w, "gate", mds_verdict_name(point->gate));
    mds_jsonw_object_end(w);
}

static void put_firsts(mds_jsonw *w, const char *name, const int32_t *first)
{
    mds_jsonw_name(w, name);
    mds_jsonw_inline_next(w);
    mds_jsonw_object(w);
    for (unsigned v = MDS_VERDICT_REDUCE; v <= MDS_VERDICT_NOT_ACCEPTABLE; v++) {
        mds_plan__day(w, mds_verdict_name((mds_verdict)v), first[v]);
    }
    mds_jsonw_object_end(w);
}

static const char *added_kind(const mds_life_curve *curve, const mds_risk_assessment *as, size_t i)
{
    return as->catalog->compensating[curve->deployment->records[i].compensating].id;
}

static void put_curve(mds_jsonw *w, const mds_life_curve *curve, const mds_risk_assessment *as)
{
    mds_jsonw_object(w);
    mds_jsonw_name(w, "added");
    mds_jsonw_inline_next(w);
    mds_jsonw_array(w);
    for (size_t i = as->deployment->record_count; i < curve->deployment->record_count; i++) {
        mds_jsonw_string(w, added_kind(curve, as, i));
    }
    mds_jsonw_array_end(w);
    put_firsts(w, "first_day_at_least", curve->first);
    put_firsts(w, "first_day_at_least_best", curve->first_best);
    mds_jsonw_name(w, "points");
    mds_jsonw_array(w);
    for (size_t i = 0; i < curve->point_count; i++) {
        put_point(w, curve, as, &curve->points[i]);
    }
    mds_jsonw_array_end(w);
    mds_jsonw_object_end(w);
}

static void put_documents(mds_jsonw *w, const mds_risk_assessment *as,
                          const mds_document_status *documents, size_t count, mds_lang lang)
{
    mds_jsonw_name(w, "documents");
    mds_jsonw_array(w);
    for (size_t i = 0; i < count; i++) {
        const mds_life_document *document = &as->catalog->documents[documents[i].document];
        mds_jsonw_inline_next(w);
        mds_jsonw_object(w);
        mds_jsonw_member_string(w, "document", document->id);
        mds_jsonw_member_string(w, "title", document->title.in[lang]);
        mds_jsonw_member_string(w, "from", document->from_hospital ? "hospital" : "manufacturer");
        mds_jsonw_member_string(w, "milestone", mds_milestone_name(document->milestone));
        mds_plan__day(w, "due", documents[i].due);
        mds_jsonw_member_string(w, "state", mds_document_state_name(documents[i].state));
        mds_jsonw_member_string(w, "reference", documents[i].reference);
        mds_jsonw_object_end(w);
    }
    mds_jsonw_array_end(w);
}

static void put_json(mds_strbuf *buf, const mds_life_curve *const *curves, size_t count,
                     const mds_risk_assessment *as, const mds_document_status *documents,
                     size_t document_count, mds_lang lang)
{
    mds_jsonw w;
    mds_jsonw_init(&w, buf);
    mds_jsonw_object(&w);
    mds_jsonw_member_uint(&w, "format_version", 2);
    mds_jsonw_member_string(&w, "kind", "life_cycle");
    mds_export__basis_members(&w, as->catalog, as->policy, as->facts);
    mds_plan__day(&w, "as_of", as->as_of);
    mds_plan__day(&w, "until", count > 0 ? curves[0]->end : MDS_DAY_NONE);
    mds_plan__day(&w, "end_of_life", as->deployment->end_of_life);
    mds_plan__day(&w, "end_of_support", as->deployment->end_of_support);
    put_documents(&w, as, documents, document_count, lang);
    mds_jsonw_name(&w, "curves");
    mds_jsonw_array(&w);
    for (size_t i = 0; i < count; i++) {
        put_curve(&w, curves[i], as);
    }
    mds_jsonw_array_end(&w);
    mds_jsonw_object_end(&w);
    mds_strbuf_putc(buf, '\n');
}

static void put_added(mds_plan_row *row, const mds_life_curve *curve, const mds_risk_assessment *as)
{
    mds_strbuf names;
    mds_strbuf_init(&names, (size_t)1 << 16);
    for (size_t i = as->deployment->record_count; i < curve->deployment->record_count; i++) {
        mds_strbuf_puts(&names, i > as->deployment->record_count ? " " : "");
        mds_strbuf_puts(&names, added_kind(curve, as, i));
    }
    mds_plan__text(row, names.p);
    if (names.status != MDS_OK) {
        row->out->status = names.status;
    }
    mds_strbuf_finish(&names);
}

static void put_row(mds_plan_row *row, const mds_life_curve *curve, const mds_risk_assessment *as,
                    const mds_life_curve_point *point)
{
    char day[MDS_DATE_SIZE];
    mds_date_format(day, point->day);
    put_added(row, curve, as);
    mds_plan__text(row, day);
    mds_plan__text(row, mds_life_curve_event_name(point->event));
    mds_plan__text(row, record_kind(curve, as, point));
    mds_plan__text(row, mds_lifecycle_name(point->stage));
    mds_plan__number(row, point->years_past_eos);
    mds_plan__number(row, (double)point->credited);
    mds_plan__number(row, point->rrf);
    mds_plan__number(row, point->sure);
    mds_plan__number(row, point->rrf_best);
    mds_plan__text(row, leader_of(as, point));
    mds_plan__text(row, mds_verdict_name(point->verdict));
    mds_plan__text(row, mds_verdict_name(point->as_known));
    mds_plan__text(row, mds_verdict_name(point->best));
    mds_plan__text(row, mds_verdict_name(point->gate));
    mds_plan__basis(row, as->catalog, as->policy, as->facts, as->as_of);
    mds_plan__end(row);
}

static void put_csv(mds_strbuf *buf, const mds_life_curve *const *curves, size_t count,
                    const mds_risk_assessment *as)
{
    static const char *const names[] = {"added",
                                        "date",
                                        "event",
                                        "record",
                                        "life_cycle",
                                        "years_past_eos",
                                        "records_credited",
                                        "rrf",
                                        "sure",
                                        "rrf_best",
                                        "largest_share",
                                        "verdict",
                                        "verdict_as_known",
                                        "verdict_best",
                                        "gate"};
    mds_plan_row row = {.out = buf};
    mds_strbuf_puts(buf, "\xEF\xBB\xBF");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        mds_plan__text(&row, names[i]);
    }
    mds_plan__basis_heading(&row);
    mds_plan__end(&row);
    for (size_t c = 0; c < count; c++) {
        for (size_t i = 0; i < curves[c]->point_count; i++) {
            put_row(&row, curves[c], as, &curves[c]->points[i]);
        }
    }
}

mds_status mds_export_curves(const char **out, mds_arena *arena,
                             const mds_life_curve *const *curves, size_t count,
                             const mds_risk_assessment *as, mds_export_format format, mds_lang lang)
{
    if (format != MDS_EXPORT_JSON && format != MDS_EXPORT_CSV) {
        return MDS_EINVAL;
    }
    const mds_document_status *documents;
    size_t document_count;
    mds_status status = mds_documents_due(&documents, &document_count, arena, as);
    if (status != MDS_OK) {
        return status;
    }
    mds_strbuf buf;
    mds_strbuf_init(&buf, MDS_EXPORT_LIMIT);
    if (format == MDS_EXPORT_JSON) {
        put_json(&buf, curves, count, as, documents, document_count, lang);
    } else {
        put_csv(&buf, curves, count, as);
    }
    return mds_export__hand_out(out, arena, &buf);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A deployment to fill in. It imports as it is: every value is the documented default,
 * every compensating control stands there as not in place. The comments name what is allowed. */
#include "base/json.h"
#include "export_internal.h"

enum { COMMENT_LIMIT = 1 << 16, DEPLOYMENT_FORMAT_VERSION = 1 };

typedef struct draft {
    mds_strbuf *out;
    mds_strbuf comment; /* of the field at hand */
    const mds_catalog *catalog;
    const mds_policy *policy;
    mds_lang lang;
    mds_status status; /* the first failure of a buffer other than out */
} draft;

/* A buffer forgets its failure when it is used again. */
static void check(draft *t, const mds_strbuf *buf)
{
    if (t->status == MDS_OK) {
        t->status = buf->status;
    }
}

static const char *text(const draft *t, const char *key)
{
    return mds_catalog_text(t->catalog, t->lang, key);
}

/* Appends "id (title)" to the comment. */
static void allow(draft *t, const char *id, const char *title)
{
    if (t->comment.n > 0) {
        mds_strbuf_puts(&t->comment, text(t, "list.separator"));
    }
    mds_strbuf_puts(&t->comment, id);
    mds_strbuf_puts(&t->comment, " = ");
    mds_strbuf_puts(&t->comment, title);
    check(t, &t->comment);
}

static const char *profiles(draft *t)
{
    mds_strbuf_clear(&t->comment);
    for (size_t i = 0; i < t->policy->profile_count; i++) {
        allow(t, t->policy->profiles[i].id, t->policy->profiles[i].title.in[t->lang]);
    }
    return t->comment.p;
}

static const char *zones(draft *t, const mds_zone *list, size_t count)
{
    mds_strbuf_clear(&t->comment);
    for (size_t i = 0; i < count; i++) {
        allow(t, list[i].id, list[i].title.in[t->lang]);
    }
    return t->comment.p;
}

typedef const char *(*name_of)(int value);

static const char *country_of(int value)
{
    return mds_country_name((mds_country)value);
}

static const char *implementation_of(int value)
{
    return mds_implementation_name((mds_implementation)value);
}

static const char *assurance_of(int value)
{
    return mds_assurance_name((mds_assurance)value);
}

/* Every value of an enum by name, with the text under "<prefix>.<name>". */
static const char *words(draft *t, const char *prefix, name_of name, int count)
{
    mds_strbuf key;
    mds_strbuf_init(&key, COMMENT_LIMIT);
    mds_strbuf_clear(&t->comment);
    for (int i = 0; i < count; i++) {
        mds_strbuf_clear(&key);
        mds_strbuf_printf(&key, "%s.%s", prefix, name(i));
        check(t, &key);
        allow(t, name(i), text(t, key.p));
    }
    mds_strbuf_finish(&key);
    return t->comment.p;
}

/* Members of a control's record that are free text or dates, empty in the template. */
static const char *const record_members[] = {"constraint", "objective", "risk_covered", "owner",
                                             "evidence",   "validated", "expires"};
enum { RECORD_MEMBERS = sizeof record_members / sizeof record_members[0] };
static const char *const basis_members[] = {"by", "on", "evidence"};
enum { BASIS_MEMBERS = sizeof basis_members / sizeof basis_members[0] };

/* What a member of a record is for. */
static const char *member_comment(draft *t, const char *member)
{
    mds_strbuf_clear(&t->comment);
    mds_strbuf_printf(&t->comment, "context.record.%s", member);
    check(t, &t->comment);
    return text(t, t->comment.p);
}

static void json_comment(draft *t, mds_jsonw *w, const char *member, const char *comment)
{
    mds_strbuf name;
    mds_strbuf_init(&name, COMMENT_LIMIT);
    mds_strbuf_printf(&name, "// %s", member);
    check(t, &name);
    mds_jsonw_member_string(w, name.p, comment);
    mds_strbuf_finish(&name);
}

static void json_field(draft *t, mds_jsonw *w, const char *member, const char *value,
                       const char *comment)
{
    json_comment(t, w, member, comment);
    mds_jsonw_member_string(w, member, value);
}

static void json_control(draft *t, mds_jsonw *w, const mds_compensating *kind)
{
    mds_jsonw_object(w);
    mds_strbuf_clear(&t->comment);
    mds_strbuf_puts(&t->comment, kind->title.in[t->lang]);
    mds_strbuf_puts(&t->comment, ": ");
    mds_strbuf_puts(&t->comment, kind->acts_on.in[t->lang]);
    check(t, &t->comment);
    mds_jsonw_member_string(w, "//", t->comment.p);
    mds_jsonw_member_string(w, "kind", kind->id);
    mds_jsonw_member_string(w, "implementation", implementation_of(MDS_IMPLEMENTATION_NONE));
    mds_jsonw_member_string(w, "assurance", assurance_of(MDS_ASSURANCE_SELF_DECLARED));
    for (size_t i = 0; i < RECORD_MEMBERS; i++) {
        mds_jsonw_member_string(w, record_members[i], "");
    }
    mds_jsonw_object_end(w);
}

static void json_controls(draft *t, mds_jsonw *w)
{
    json_comment(t, w, "compensating_controls", text(t, "context.compensating_controls"));
    json_comment(t, w, "implementation",
                 words(t, "implementation", implementation_of, MDS_IMPLEMENTATION__COUNT));
    json_comment(t, w, "assurance", words(t, "assurance", assurance_of, MDS_ASSURANCE__COUNT));
    for (size_t i = 0; i < RECORD_MEMBERS; i++) {
        json_comment(t, w, record_members[i], member_comment(t, record_members[i]));
    }
    mds_jsonw_name(w, "compensating_controls");
    mds_jsonw_array(w);
    for (size_t i = 0; i < t->catalog->compensating_count; i++) {
        json_control(t, w, &t->catalog->compensating[i]);
    }
    mds_jsonw_array_end(w);
}

/* A list without entries, with the text "context.<member>" before it. */
static void json_empty_list(draft *t, mds_jsonw *w, const char *member)
{
    mds_strbuf_clear(&t->comment);
    mds_strbuf_printf(&t->comment, "context.%s", member);
    json_comment(t, w, member, text(t, t->comment.p));
    mds_jsonw_name(w, member);
    mds_jsonw_array(w);
    mds_jsonw_array_end(w);
}

/* What a fact about the device is: "asset tag". */
static const char *asset_comment(draft *t, mds_asset_field field)
{
    mds_strbuf_clear(&t->comment);
    mds_strbuf_printf(&t->comment, "asset.%s", mds_asset_name(field));
    check(t, &t->comment);
    return text(t, t->comment.p);
}

static void put_json(draft *t)
{
    const mds_policy *p = t->policy;
    const mds_deployment c = mds_deployment_default(p);
    mds_jsonw w;
    mds_jsonw_init(&w, t->out);
    mds_jsonw_object(&w);
    mds_jsonw_member_string(&w, "//", text(t, "context.intro"));
    mds_jsonw_member_uint(&w, "format_version", DEPLOYMENT_FORMAT_VERSION);
    mds_jsonw_member_string(&w, "kind", "context");
    json_field(t, &w, "name", "", text(t, "context.name"));
    for (int f = 0; f < MDS_ASSET__COUNT; f++) {
        json_field(t, &w, mds_asset_name((mds_asset_field)f), "",
                   asset_comment(t, (mds_asset_field)f));
    }
    json_field(t, &w, "clinical_profile", p->profiles[c.profile].id, profiles(t));
    json_field(t, &w, "network_zone", p->zones[c.zone].id, zones(t, p->zones, p->zone_count));
    json_comment(t, &w, "network_zone_basis", text(t, "context.network_zone_basis"));
    mds_jsonw_name(&w, "network_zone_basis");
    mds_jsonw_object(&w);
    for (size_t i = 0; i < BASIS_MEMBERS; i++) {
        mds_jsonw_member_string(&w, basis_members[i], "");
    }
    mds_jsonw_object_end(&w);
    json_field(t, &w, "data_volume", p->data_volumes[c.data_volume].id,
               zones(t, p->data_volumes, p->data_volume_count));
    json_field(t, &w, "country", mds_country_name(c.country),
               words(t, "country", country_of, MDS_COUNTRY__COUNT));
    json_field(t, &w, "end_of_life", "", text(t, "context.end_of_life"));
    json_field(t, &w, "end_of_support", "", text(t, "context.end_of_support"));
    json_comment(t, &w, "designated_environment", text(t, "context.designated_environment"));
    mds_jsonw_name(&w, "designated_environment");
    mds_jsonw_object(&w);
    mds_jsonw_member_bool(&w, "designated", false);
    mds_jsonw_member_string(&w, "document", "");
    mds_jsonw_object_end(&w);
    json_controls(t, &w);
    json_empty_list(t, &w, "verified_facts");
    json_empty_list(t, &w, "treatment_costs");
    json_empty_list(t, &w, "documents");
    json_comment(t, &w, "hospital_rate_factor", text(t, "context.hospital_rate_factor"));
    mds_jsonw_member_number(&w, "hospital_rate_factor", 1);
    mds_jsonw_object_end(&w);
    mds_strbuf_putc(t->out, '\n');
}

static void csv_field(draft *t, const char *field, const char *value, const char *comment)
{
    mds_export__csv_text(t->out, field);
    mds_strbuf_putc(t->out, ',');
    mds_export__csv_text(t->out, value);
    mds_strbuf_putc(t->out, ',');
    mds_export__csv_text(t->out, comment);
    mds_strbuf_puts(t->out, "\r\n");
}

static void csv_member(draft *t, const mds_compensating *kind, const char *member,
                       const char *value, const char *comment)
{
    mds_strbuf field;
    mds_strbuf_init(&field, COMMENT_LIMIT);
    mds_strbuf_printf(&field, "compensating_controls.%s.%s", kind->id, member);
    check(t, &field);
    csv_field(t, field.p, value, comment);
    mds_strbuf_finish(&field);
}

static void csv_control(draft *t, const mds_compensating *kind)
{
    /* The first row of a control says in words which one it is: its id is English. */
    mds_strbuf about;
    mds_strbuf_init(&about, COMMENT_LIMIT);
    mds_strbuf_puts(&about, kind->title.in[t->lang]);
    mds_strbuf_puts(&about, ": ");
    mds_strbuf_puts(&about,
                    words(t, "implementation", implementation_of, MDS_IMPLEMENTATION__COUNT));
    check(t, &about);
    csv_member(t, kind, "implementation", implementation_of(MDS_IMPLEMENTATION_NONE), about.p);
    mds_strbuf_finish(&about);
    csv_member(t, kind, "assurance", assurance_of(MDS_ASSURANCE_SELF_DECLARED),
               words(t, "assurance", assurance_of, MDS_ASSURANCE__COUNT));
    for (size_t i = 0; i < RECORD_MEMBERS; i++) {
        csv_member(t, kind, record_members[i], "", member_comment(t, record_members[i]));
    }
}

static void csv_costs(draft *t)
{
    static const char *const members[] = {"cost", "feasible", "reason"};
    mds_strbuf field;
    mds_strbuf_init(&field, COMMENT_LIMIT);
    for (size_t k = 0; k < t->catalog->compensating_count; k++) {
        for (size_t m = 0; m < sizeof members / sizeof members[0]; m++) {
            mds_strbuf_clear(&field);
            mds_strbuf_printf(&field, "treatment_costs.%s.%s", t->catalog->compensating[k].id,
                              members[m]);
            csv_field(t, field.p, "", k + m == 0 ? text(t, "context.treatment_costs") : "");
        }
    }
    check(t, &field);
    mds_strbuf_finish(&field);
}

static void csv_documents(draft *t)
{
    mds_strbuf field;
    mds_strbuf_init(&field, COMMENT_LIMIT);
    for (size_t i = 0; i < t->catalog->document_count; i++) {
        const mds_life_document *document = &t->catalog->documents[i];
        mds_strbuf_clear(&field);
        mds_strbuf_printf(&field, "documents.%s.reference", document->id);
        csv_field(t, field.p, "", document->title.in[t->lang]);
    }
    check(t, &field);
    mds_strbuf_finish(&field);
}

static void csv_basis(draft *t)
{
    mds_strbuf field;

    mds_strbuf_init(&field, COMMENT_LIMIT);
    for (size_t i = 0; i < BASIS_MEMBERS; i++) {
        mds_strbuf_clear(&field);
        mds_strbuf_printf(&field, "network_zone_basis.%s", basis_members[i]);
        csv_field(t, field.p, "", i == 0 ? text(t, "context.network_zone_basis") : "");
    }
    check(t, &field);
    mds_strbuf_finish(&field);
}

static void put_csv(draft *t)
{
    const mds_policy *p = t->policy;
    const mds_deployment c = mds_deployment_default(p);
    mds_strbuf_puts(t->out, "\xEF\xBB\xBF");
    csv_field(t, "field", "value", "comment");
    csv_field(t, "format_version", "1", text(t, "context.intro"));
    csv_field(t, "kind", "context", "");
    csv_field(t, "name", "", text(t, "context.name"));
    for (int f = 0; f < MDS_ASSET__COUNT; f++) {
        csv_field(t, mds_asset_name((mds_asset_field)f), "", asset_comment(t, (mds_asset_field)f));
    }
    csv_field(t, "clinical_profile", p->profiles[c.profile].id, profiles(t));
    csv_field(t, "network_zone", p->zones[c.zone].id, zones(t, p->zones, p->zone_count));
    csv_basis(t);
    csv_field(t, "data_volume", p->data_volumes[c.data_volume].id,
              zones(t, p->data_volumes, p->data_volume_count));
    csv_field(t, "country", mds_country_name(c.country),
              words(t, "country", country_of, MDS_COUNTRY__COUNT));
    csv_field(t, "end_of_life", "", text(t, "context.end_of_life"));
    csv_field(t, "end_of_support", "", text(t, "context.end_of_support"));
    csv_field(t, "designated_environment.designated", "false",
              text(t, "context.designated_environment"));
    csv_field(t, "designated_environment.document", "", "");
    for (size_t i = 0; i < t->catalog->compensating_count; i++) {
        csv_control(t, &t->catalog->compensating[i]);
    }
    csv_costs(t);
    csv_documents(t);
    csv_field(t, "hospital_rate_factor", "1", text(t, "context.hospital_rate_factor"));
}

mds_status mds_export_deployment_template(const char **out, mds_arena *arena,
                                          const mds_catalog *catalog, const mds_policy *policy,
                                          mds_export_format format, mds_lang lang)
{
    if (format != MDS_EXPORT_JSON && format != MDS_EXPORT_CSV) {
        return MDS_EINVAL;
    }
    mds_strbuf buf;
    mds_strbuf_init(&buf, MDS_EXPORT_LIMIT);
    draft t = {.out = &buf, .catalog = catalog, .policy = policy, .lang = lang};
    mds_strbuf_init(&t.comment, COMMENT_LIMIT);
    if (format == MDS_EXPORT_JSON) {
        put_json(&t);
    } else {
        put_csv(&t);
    }
    mds_status status = t.status != MDS_OK ? t.status : buf.status;
    const char *made = status == MDS_OK ? mds_strbuf_copy(&buf, arena) : NULL;
    if (status == MDS_OK && made == NULL) {
        status = mds_arena_status(arena);
    }
    mds_strbuf_finish(&t.comment);
    mds_strbuf_finish(&buf);
    if (status == MDS_OK) {
        *out = made;
    }
    return status;
}

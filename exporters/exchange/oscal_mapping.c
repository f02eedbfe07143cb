/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How questions of forms relate to each other and to our controls, as a mapping collection, which
 * OSCAL has since 1.2. */
#include "oscal.h"

/* The words of OSCAL for NIST IR 8477, "semantic": of meaning, not of wording. */
static const char *const relations[MDS_RELATION__COUNT] = {
    [MDS_RELATION_EQUAL] = "equivalent-to",
    [MDS_RELATION_SUBSET_OF] = "subset-of",
    [MDS_RELATION_SUPERSET_OF] = "superset-of",
    [MDS_RELATION_INTERSECTS_WITH] = "intersects-with",
    [MDS_RELATION_NOT_RELATED] = "no-relationship"};

/* To the opposite of the target, which OSCAL has no word for: in our namespace. */
static const char *const inverse_relations[MDS_RELATION__COUNT] = {
    [MDS_RELATION_EQUAL] = "equivalent-to-negation",
    [MDS_RELATION_SUBSET_OF] = "subset-of-negation",
    [MDS_RELATION_SUPERSET_OF] = "superset-of-negation",
    [MDS_RELATION_INTERSECTS_WITH] = "intersects-with-negation",
    [MDS_RELATION_NOT_RELATED] = "no-relationship"};

static void put_side(mds_exchange *x, const char *name, const char *resource)
{
    mds_jsonw_name(&x->w, name);
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "type", "catalog");
    mds_jsonw_member_string(&x->w, "href", mds_oscal__local(x, "resource", resource));
    mds_jsonw_object_end(&x->w);
}

static void begin_mapping(mds_exchange *x, const char *left, const char *right)
{
    const char *id = mds_arena_printf(x->arena, "%s:%s", left, right);

    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "mapping", id != NULL ? id : "");
    mds_jsonw_member_string(&x->w, "matching-rationale", "semantic");
    put_side(x, "source-resource", left);
    put_side(x, "target-resource", right);
    mds_exchange__array(x, "maps");
}

static void end_mapping(mds_exchange *x)
{
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void put_item(mds_exchange *x, const char *id)
{
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "type", "control");
    mds_jsonw_member_string(&x->w, "id-ref", mds_exchange__token(x, id));
    mds_jsonw_object_end(&x->w);
}

static void put_questions(mds_exchange *x, const char *name, const mds_form *form,
                          const uint32_t *questions, size_t count)
{
    mds_exchange__array(x, name);
    for (size_t i = 0; i < count; i++) {
        put_item(x, form->questions[questions[i]].id);
    }
    mds_jsonw_array_end(&x->w);
}

static void put_review(mds_exchange *x, mds_review review, mds_certainty certainty)
{
    mds_exchange__array(x, "props");
    mds_oscal__prop(x, "review", mds_review_name(review));
    mds_oscal__prop(x, "certainty", mds_certainty_name(certainty));
    mds_jsonw_array_end(&x->w);
}

static void put_row(mds_exchange *x, const mds_translation *of, const mds_translation_row *row)
{
    const mds_form *left = &x->catalog->forms[of->left];
    const mds_form *right = &x->catalog->forms[of->right];
    const char *id = mds_arena_printf(x->arena, "%s:%s:%s", left->edition, right->edition, row->id);

    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "map", id != NULL ? id : "");
    mds_jsonw_member_string(&x->w, "relationship", relations[row->relation]);
    put_questions(x, "sources", left, row->left, row->left_count);
    put_questions(x, "targets", right, row->right, row->right_count);
    put_review(x, row->review, row->certainty);
    mds_oscal__markup(x, "remarks", mds_exchange__in(x, &row->rationale));
    mds_jsonw_object_end(&x->w);
}

static void put_translation(mds_exchange *x, const mds_translation *of)
{
    size_t count = 0;

    for (size_t i = 0; i < of->row_count; i++) {
        if (of->rows[i].left_count == 0 || of->rows[i].right_count == 0) {
            continue; /* without a counterpart there is nothing to map */
        }
        if (count++ == 0) {
            begin_mapping(x, x->catalog->forms[of->left].edition,
                          x->catalog->forms[of->right].edition);
        }
        put_row(x, of, &of->rows[i]);
    }
    if (count > 0) {
        end_mapping(x);
    }
}

static void put_crosswalk_row(mds_exchange *x, const mds_form *form, const mds_crosswalk_row *row)
{
    const char *question = form->questions[row->question].id;
    const char *fact = x->catalog->facts[row->fact].id;
    const char *id = mds_arena_printf(x->arena, "%s:%s:%s", form->edition, question, fact);

    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "map", id != NULL ? id : "");
    if (row->inverse) {
        mds_jsonw_member_string(&x->w, "ns", MDS_OSCAL_NAMESPACE);
    }
    mds_jsonw_member_string(&x->w, "relationship",
                            (row->inverse ? inverse_relations : relations)[row->relation]);
    mds_exchange__array(x, "sources");
    put_item(x, question);
    mds_jsonw_array_end(&x->w);
    mds_exchange__array(x, "targets");
    put_item(x, fact);
    mds_jsonw_array_end(&x->w);
    put_review(x, row->review, row->certainty);
    mds_oscal__markup(x, "remarks", row->rationale);
    mds_jsonw_object_end(&x->w);
}

static void put_crosswalk(mds_exchange *x, const mds_crosswalk *of)
{
    const mds_form *form = &x->catalog->forms[of->form];

    if (of->row_count == 0) {
        return;
    }
    begin_mapping(x, form->edition, x->catalog->sha256);
    for (size_t i = 0; i < of->row_count; i++) {
        put_crosswalk_row(x, form, &of->rows[i]);
    }
    end_mapping(x);
}

static void put_provenance(mds_exchange *x)
{
    mds_jsonw_name(&x->w, "provenance");
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "method", "hybrid");
    mds_jsonw_member_string(&x->w, "matching-rationale", "semantic");
    mds_jsonw_member_string(&x->w, "status", "not-complete");
    mds_oscal__markup(x, "mapping-description", mds_exchange__say(x, "exchange.mapping"));
    mds_jsonw_object_end(&x->w);
}

void mds_oscal__mapping(mds_exchange *x)
{
    mds_oscal__begin(x, "mapping-collection", x->catalog->sha256,
                     mds_exchange__say(x, "exchange.title.mapping"));
    put_provenance(x);
    mds_exchange__array(x, "mappings");
    for (size_t i = 0; i < x->catalog->translation_count; i++) {
        put_translation(x, &x->catalog->translations[i]);
    }
    for (size_t i = 0; i < x->catalog->crosswalk_count; i++) {
        put_crosswalk(x, &x->catalog->crosswalks[i]);
    }
    mds_jsonw_array_end(&x->w);
    mds_oscal__end(x);
}

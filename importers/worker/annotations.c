/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Form fields and remarks of a page. */
#include "worker.h"

#include <math.h>
#include <string.h>

enum { FLAG_HIDDEN = 2, FLAG_NO_VIEW = 32, FF_RADIO = 1 << 15, FF_PUSH = 1 << 16, KIDS = 400 };
/* What is known of a box. */
enum { STATE_OFF, STATE_ON, STATE_CONTRADICTED, STATE_UNKNOWN };

static mds_box displayed(const mds_page *page, const mds_box *box)
{
    const mds_matrix *m = &page->view;
    const double x0 = mds_matrix__x(m, box->x0, box->y0);
    const double y0 = mds_matrix__y(m, box->x0, box->y0);
    const double x1 = mds_matrix__x(m, box->x1, box->y1);
    const double y1 = mds_matrix__y(m, box->x1, box->y1);

    return (mds_box){fmin(x0, x1), fmin(y0, y1), fmax(x0, x1), fmax(y0, y1)};
}

static void put_string(qpdf_data qpdf, qpdf_oh object)
{
    const char *text = qpdf_oh_is_string(qpdf, object) ? qpdf_oh_get_utf8_value(qpdf, object)
                       : qpdf_oh_is_name(qpdf, object) ? qpdf_oh_get_name(qpdf, object) + 1
                                                       : "";

    mds_worker__text(text, strlen(text));
}

/* The name of the state in which a box is marked, "/Yes"; NULL when its looks do not tell. */
static const char *on_name(qpdf_data qpdf, qpdf_oh widget)
{
    const qpdf_oh looks = qpdf_oh_get_key_if_dict(qpdf, qpdf_oh_get_key(qpdf, widget, "/AP"), "/N");
    const char *found = NULL;

    if (!qpdf_oh_is_dictionary(qpdf, looks)) {
        return NULL;
    }
    qpdf_oh_begin_dict_key_iter(qpdf, looks);
    while (qpdf_oh_dict_more_keys(qpdf) == QPDF_TRUE) {
        const char *key = qpdf_oh_dict_next_key(qpdf);
        if (strcmp(key, "/Off") != 0 && found == NULL) {
            found = qpdf_oh_get_name(qpdf, qpdf_oh_new_name(qpdf, key));
        }
    }
    return found;
}

/* The state shown (/AS) and the value kept (/V) must say the same. */
static int box_state(qpdf_data qpdf, qpdf_oh widget, bool radio)
{
    const qpdf_oh shown = qpdf_oh_get_key(qpdf, widget, "/AS");
    const qpdf_oh value = mds_worker__inherited(qpdf, widget, "/V");
    const bool has_value = qpdf_oh_is_name(qpdf, value) == QPDF_TRUE;
    const bool off = has_value && qpdf_oh_is_name_and_equals(qpdf, value, "/Off");
    const char *name = on_name(qpdf, widget);
    int kept = STATE_UNKNOWN;

    if (has_value && name != NULL) {
        kept = qpdf_oh_is_name_and_equals(qpdf, value, name) ? STATE_ON : STATE_OFF;
    } else if (off || (!has_value && !radio) || qpdf_oh_is_null(qpdf, value)) {
        kept = STATE_OFF;
    } else if (has_value && !radio) {
        kept = STATE_ON;
    }
    if (!qpdf_oh_is_name(qpdf, shown)) {
        return kept;
    }
    const int seen = qpdf_oh_is_name_and_equals(qpdf, shown, "/Off") ? STATE_OFF : STATE_ON;
    if (qpdf_oh_is_null(qpdf, value) || kept == STATE_UNKNOWN) {
        return seen;
    }
    return seen == kept ? seen : STATE_CONTRADICTED;
}

/* What a list shows for a value: "[export displayed]" pairs. */
static void put_choice(qpdf_data qpdf, qpdf_oh widget, qpdf_oh value)
{
    const qpdf_oh options = mds_worker__inherited(qpdf, widget, "/Opt");
    const int n = qpdf_oh_is_array(qpdf, options) ? qpdf_oh_get_array_n_items(qpdf, options) : 0;

    if (qpdf_oh_is_array(qpdf, value)) {
        /* Several entries of a list are chosen: no single answer. */
        const int chosen = qpdf_oh_get_array_n_items(qpdf, value);
        if (chosen != 1) {
            const char *many = chosen > 1 ? "\xEF\xBF\xBD" : "";
            mds_worker__text(many, strlen(many));
            return;
        }
        value = qpdf_oh_get_array_item(qpdf, value, 0);
    }
    for (int i = 0; i < n && i < KIDS && qpdf_oh_is_string(qpdf, value); i++) {
        const qpdf_oh pair = qpdf_oh_get_array_item(qpdf, options, i);
        if (qpdf_oh_is_array(qpdf, pair) && qpdf_oh_get_array_n_items(qpdf, pair) == 2) {
            const qpdf_oh export = qpdf_oh_get_array_item(qpdf, pair, 0);
            if (qpdf_oh_is_string(qpdf, export) &&
                strcmp(qpdf_oh_get_utf8_value(qpdf, export), qpdf_oh_get_utf8_value(qpdf, value)) ==
                    0) {
                put_string(qpdf, qpdf_oh_get_array_item(qpdf, pair, 1));
                return;
            }
        }
    }
    put_string(qpdf, value);
}

static void put_field(const mds_page *page, qpdf_data qpdf, qpdf_oh widget, const mds_box *box)
{
    const qpdf_oh type = mds_worker__inherited(qpdf, widget, "/FT");
    const qpdf_oh flags = mds_worker__inherited(qpdf, widget, "/Ff");
    const long long bits = qpdf_oh_is_integer(qpdf, flags) ? qpdf_oh_get_int_value(qpdf, flags) : 0;
    const qpdf_oh value = mds_worker__inherited(qpdf, widget, "/V");
    const bool button = qpdf_oh_is_name_and_equals(qpdf, type, "/Btn") == QPDF_TRUE;
    const bool choice = qpdf_oh_is_name_and_equals(qpdf, type, "/Ch") == QPDF_TRUE;
    const bool radio = button && (bits & FF_RADIO) != 0;

    if ((button && (bits & FF_PUSH) != 0) || qpdf_oh_is_name_and_equals(qpdf, type, "/Sig") ||
        !qpdf_oh_is_name(qpdf, type)) {
        return;
    }
    mds_worker__line(radio    ? "F radio"
                     : button ? "F check"
                     : choice ? "F choice"
                              : "F text",
                     page, box, "");
    mds_worker__number(button ? box_state(qpdf, widget, radio) : STATE_OFF);
    put_string(qpdf, mds_worker__inherited(qpdf, widget, "/T"));
    if (button) {
        mds_worker__text("", 0);
    } else if (choice) {
        put_choice(qpdf, widget, value);
    } else if (qpdf_oh_is_stream(qpdf, value)) {
        mds_worker__text("\xEF\xBF\xBD", 3);
    } else {
        put_string(qpdf, value);
    }
    mds_worker__end();
}

static void put_remark(const mds_page *page, qpdf_data qpdf, qpdf_oh annotation, qpdf_oh subtype,
                       const mds_box *box)
{
    static const char *const kinds[] = {"Circle",    "Square",    "Line",     "Ink",     "Stamp",
                                        "StrikeOut", "Highlight", "FreeText", "Polygon", "PolyLine",
                                        "Underline", "Squiggly",  "Text"};
    const char *name = qpdf_oh_is_name(qpdf, subtype) ? qpdf_oh_get_name(qpdf, subtype) : "/";

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(name + 1, kinds[i]) == 0) {
            mds_worker__puts("A ");
            mds_worker__line(kinds[i], page, box, "");
            put_string(qpdf, qpdf_oh_get_key(qpdf, annotation, "/Contents"));
            mds_worker__end();
            return;
        }
    }
}

void mds_worker__annotations(const mds_page *page, qpdf_data qpdf, qpdf_oh object,
                             mds_budget *budget)
{
    const qpdf_oh list = qpdf_oh_get_key(qpdf, object, "/Annots");
    const int n = qpdf_oh_is_array(qpdf, list) ? qpdf_oh_get_array_n_items(qpdf, list) : 0;

    for (int i = 0; i < n; i++) {
        const qpdf_oh annotation = qpdf_oh_get_array_item(qpdf, list, i);
        mds_box box;
        if (!qpdf_oh_is_dictionary(qpdf, annotation) ||
            !mds_worker__rectangle(&box, qpdf, qpdf_oh_get_key(qpdf, annotation, "/Rect"))) {
            continue;
        }
        const qpdf_oh flags = qpdf_oh_get_key(qpdf, annotation, "/F");
        const long long bits =
            qpdf_oh_is_integer(qpdf, flags) ? qpdf_oh_get_int_value(qpdf, flags) : 0;
        if ((bits & (FLAG_HIDDEN | FLAG_NO_VIEW)) != 0) {
            continue;
        }
        if (budget->fields++ >= (size_t)MDS_WORKER_FIELDS) {
            mds_worker__refuse("fields");
        }
        const qpdf_oh subtype = qpdf_oh_get_key(qpdf, annotation, "/Subtype");
        const mds_box at = displayed(page, &box);
        if (qpdf_oh_is_name_and_equals(qpdf, subtype, "/Widget")) {
            put_field(page, qpdf, annotation, &at);
        } else {
            put_remark(page, qpdf, annotation, subtype, &at);
        }
    }
}

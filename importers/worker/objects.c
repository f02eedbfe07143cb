/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the worker asks of the objects of a file: boxes, rotation, fonts. */
#include "worker.h"

#include <math.h>
#include <string.h>

enum { ANCESTORS = 32 };

qpdf_oh mds_worker__inherited(qpdf_data qpdf, qpdf_oh object, const char *key)
{
    qpdf_oh found = qpdf_oh_get_key_if_dict(qpdf, object, key);

    for (size_t i = 0; i < ANCESTORS && qpdf_oh_is_null(qpdf, found); i++) {
        object = qpdf_oh_get_key_if_dict(qpdf, object, "/Parent");
        if (!qpdf_oh_is_dictionary(qpdf, object)) {
            break;
        }
        found = qpdf_oh_get_key_if_dict(qpdf, object, key);
    }
    return found;
}

bool mds_worker__rectangle(mds_box *out, qpdf_data qpdf, qpdf_oh object)
{
    double v[4];

    if (!qpdf_oh_is_array(qpdf, object) || qpdf_oh_get_array_n_items(qpdf, object) != 4) {
        return false;
    }
    for (int i = 0; i < 4; i++) {
        const qpdf_oh item = qpdf_oh_get_array_item(qpdf, object, i);
        if (!qpdf_oh_is_number(qpdf, item)) {
            return false;
        }
        v[i] = qpdf_oh_get_numeric_value(qpdf, item);
    }
    *out = (mds_box){fmin(v[0], v[2]), fmin(v[1], v[3]), fmax(v[0], v[2]), fmax(v[1], v[3])};
    return true;
}

/* Poppler gives its places on the page as displayed; the page is only used where both libraries
 * agree on its size. */
void mds_worker__view(mds_page *page, qpdf_data qpdf, qpdf_oh object)
{
    const qpdf_oh rotate = mds_worker__inherited(qpdf, object, "/Rotate");
    mds_box media = {0, 0, 612, 792};
    mds_box crop;

    (void)mds_worker__rectangle(&media, qpdf, mds_worker__inherited(qpdf, object, "/MediaBox"));
    if (mds_worker__rectangle(&crop, qpdf, mds_worker__inherited(qpdf, object, "/CropBox"))) {
        media.x0 = fmax(media.x0, crop.x0);
        media.y0 = fmax(media.y0, crop.y0);
        media.x1 = fmin(media.x1, crop.x1);
        media.y1 = fmin(media.y1, crop.y1);
    }
    const long long degrees =
        qpdf_oh_is_integer(qpdf, rotate) ? qpdf_oh_get_int_value(qpdf, rotate) : 0;
    const int quarters = (int)(((degrees / 90) % 4 + 4) % 4);
    const double w = media.x1 - media.x0;
    const double h = media.y1 - media.y0;
    static const mds_matrix turns[] = {
        {1, 0, 0, -1, 0, 0}, {0, 1, 1, 0, 0, 0}, {-1, 0, 0, 1, 0, 0}, {0, -1, -1, 0, 0, 0}};
    const mds_matrix from = {1, 0, 0, 1, -media.x0, -media.y0};
    mds_matrix turn = turns[quarters];
    turn.e = quarters == 2 ? w : quarters == 3 ? h : 0;
    turn.f = quarters == 0 ? h : quarters == 3 ? w : 0;
    page->view = mds_matrix__multiply(&from, &turn);
    const bool across = quarters % 2 == 1;
    page->shown =
        fabs((across ? h : w) - page->width) < 1 && fabs((across ? w : h) - page->height) < 1;
}

/* "g12", "a7", "C0017": names that only number the glyphs. */
static bool is_number_name(const char *name)
{
    size_t letters = 0;
    size_t digits = 0;

    name += *name == '/';
    while (name[letters] != '\0' && (name[letters] < '0' || name[letters] > '9')) {
        letters++;
    }
    while (name[letters + digits] >= '0' && name[letters + digits] <= '9') {
        digits++;
    }
    return letters <= 2 && digits > 0 && name[letters + digits] == '\0';
}

static bool only_numbers(qpdf_data qpdf, qpdf_oh differences)
{
    const int n = qpdf_oh_get_array_n_items(qpdf, differences);
    size_t names = 0;
    size_t numbers = 0;

    for (int i = 0; i < n && i < 512; i++) {
        const qpdf_oh item = qpdf_oh_get_array_item(qpdf, differences, i);
        if (qpdf_oh_is_name(qpdf, item)) {
            names++;
            numbers += is_number_name(qpdf_oh_get_name(qpdf, item));
        }
    }
    return names > 0 && numbers == names;
}

/* Type 0: codes of an embedded font are meaningless unless a map or a known collection names them.
 */
static bool is_identity(qpdf_data qpdf, qpdf_oh font, qpdf_oh encoding)
{
    const qpdf_oh descendants = qpdf_oh_get_key(qpdf, font, "/DescendantFonts");

    if (!qpdf_oh_is_name(qpdf, encoding) ||
        strncmp(qpdf_oh_get_name(qpdf, encoding), "/Identity", 9) != 0 ||
        !qpdf_oh_is_array(qpdf, descendants) || qpdf_oh_get_array_n_items(qpdf, descendants) < 1) {
        return false;
    }
    const qpdf_oh system = qpdf_oh_get_key_if_dict(
        qpdf, qpdf_oh_get_array_item(qpdf, descendants, 0), "/CIDSystemInfo");
    const qpdf_oh ordering = qpdf_oh_get_key_if_dict(qpdf, system, "/Ordering");
    return !qpdf_oh_is_string(qpdf, ordering) ||
           strcmp(qpdf_oh_get_utf8_value(qpdf, ordering), "Identity") == 0;
}

bool mds_worker__meaningless(qpdf_data qpdf, qpdf_oh font)
{
    if (!qpdf_oh_is_dictionary(qpdf, font) ||
        qpdf_oh_is_stream(qpdf, qpdf_oh_get_key(qpdf, font, "/ToUnicode"))) {
        return false;
    }
    const qpdf_oh encoding = qpdf_oh_get_key(qpdf, font, "/Encoding");
    const qpdf_oh differences = qpdf_oh_get_key_if_dict(qpdf, encoding, "/Differences");
    if (qpdf_oh_is_name_and_equals(qpdf, qpdf_oh_get_key(qpdf, font, "/Subtype"), "/Type0")) {
        return is_identity(qpdf, font, encoding);
    }
    return qpdf_oh_is_array(qpdf, differences) && only_numbers(qpdf, differences);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan.h"

#include "base/strbuf.h"
#include <string.h>

const char *device_name(run *r, const mds_facts *facts)
{
    mds_strbuf name;

    if (facts->disclosure_count == 0) {
        return "";
    }
    const mds_disclosure *form = facts->disclosures[0];
    const char *const parts[] = {form->device[MDS_DEVICE_MANUFACTURER],
                                 form->device[MDS_DEVICE_MODEL]};
    mds_strbuf_init(&name, (size_t)1 << 16);
    for (size_t i = 0; i < 2; i++) {
        mds_strbuf_puts(&name, name.n > 0 && parts[i][0] != '\0' ? " " : "");
        mds_strbuf_puts(&name, parts[i]);
    }
    if (name.n == 0) {
        mds_strbuf_puts(&name, form->file);
    }
    const char *made = mds_strbuf_copy(&name, r->arena);
    mds_strbuf_finish(&name);
    return made != NULL ? made : "";
}

const char *shown(char out[MDS_NUM_SIZE], double value)
{
    mds_num_significant(out, value, 3);
    return out;
}

void print_sentences(const mds_sentences *list, size_t indent)
{
    for (size_t i = 0; i < list->count; i++) {
        print_wrapped(indent, "", list->at[i]);
    }
}

const char *scenario_title(const run *r, uint32_t scenario)
{
    return scenario < r->catalog->scenario_count
               ? r->catalog->scenarios[scenario].title.in[r->opt.lang]
               : "-";
}

mds_exit plan_format(const run *r, mds_export_format *out)
{
    const bool file = r->opt.output != NULL && strcmp(r->opt.output, "-") != 0;

    *out = MDS_EXPORT_JSON;
    return read_format(r, file ? r->opt.output : NULL, TAKES_ALL, out);
}

mds_exit read_count(const run *r, const char *name, const char *given, unsigned low, unsigned high,
                    unsigned otherwise, unsigned *out)
{
    uint64_t value = otherwise;
    char range[48];

    if (given != NULL &&
        (!mds_num_parse_uint(&value, (mds_sv){given, strlen(given)}, high) || value < low)) {
        (void)snprintf(range, sizeof range, "%u..%u", low, high);
        return usage_error(r, "cli.error.value", name, given, range, NULL);
    }
    *out = (unsigned)value;
    return EXIT_DONE;
}

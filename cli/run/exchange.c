/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --format: a format of others, by its name. */
#include "run.h"

#include "base/strbuf.h"
#include <string.h>

#define FORMAT(kind)                                                                               \
    const option_spec option_format_##kind = {"--format",                                          \
                                              0,                                                   \
                                              offsetof(options, format),                           \
                                              "cli.value.format",                                  \
                                              "cli.option.exchange",                               \
                                              OPTION_NO_FILE,                                      \
                                              false}

FORMAT(catalog);
FORMAT(findings);
FORMAT(form);
FORMAT(register);

static const option_spec *const by_subject[MDS_EXCHANGE_OF__COUNT] = {
    [MDS_EXCHANGE_OF_CATALOG] = &option_format_catalog,
    [MDS_EXCHANGE_OF_FORM] = &option_format_form,
    [MDS_EXCHANGE_OF_REGISTER] = &option_format_register,
    [MDS_EXCHANGE_OF_FINDINGS] = &option_format_findings};

bool writes_exchange(const command *cmd, const mds_exchange_format *format)
{
    for (const option_spec *const *at = cmd->option_list; *at != NULL; at++) {
        if (*at == by_subject[format->of]) {
            return true;
        }
    }
    return false;
}

/* EXIT_USAGE, with the formats that the command writes. */
static mds_exit refuse(const run *r)
{
    mds_strbuf list;

    mds_strbuf_init(&list, 4096);
    for (size_t i = 0; mds_exchange_format_at(i) != NULL; i++) {
        const mds_exchange_format *format = mds_exchange_format_at(i);
        if (writes_exchange(r->command, format)) {
            mds_strbuf_printf(&list, "%s%s", list.n > 0 ? ", " : "", format->name);
        }
    }
    const mds_exit code =
        usage_error(r, "cli.error.value", "--format", r->opt.format, list.p, NULL);
    mds_strbuf_finish(&list);
    return code;
}

mds_exit read_exchange(const run *r, const mds_exchange_format **out)
{
    mds_export_format ending;

    *out = NULL;
    if (r->opt.format == NULL) {
        return EXIT_DONE;
    }
    const mds_exchange_format *format = mds_exchange_format_find(r->opt.format);
    if (format == NULL || !writes_exchange(r->command, format)) {
        return refuse(r);
    }
    if (r->opt.output == NULL) {
        return usage_error(r, "cli.error.format_output", format->name,
                           mds_export_ending(format->ending), NULL);
    }
    *out = format;
    return strcmp(r->opt.output, "-") == 0
               ? EXIT_DONE
               : read_format(r, r->opt.output, TAKES(format->ending), &ending);
}

mds_status write_exchange(run *r, const mds_exchange_format *format,
                          const mds_exchange_input *input)
{
    const char *text = NULL;
    const mds_status status = mds_export_exchange(&text, format, input);

    return status == MDS_OK ? write_text(r, text) : status;
}

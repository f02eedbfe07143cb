/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The formats of others, and how a document of them comes about. */
#include "exchange.h"

#include "base/sha256.h"
#include <string.h>

static const struct {
    mds_exchange_format format;
    const char *edition;
    mds_exchange_writer *write;
} formats[] = {
    {{"oscal-poam", "exchange.oscal_poam", MDS_EXCHANGE_OF_REGISTER, MDS_EXPORT_JSON},
     "1.2.1",
     mds_oscal__poam},
    {{"oscal-poam-1.1.3", "exchange.oscal_poam", MDS_EXCHANGE_OF_REGISTER, MDS_EXPORT_JSON},
     "1.1.3",
     mds_oscal__poam},
    {{"oscal-results", "exchange.oscal_results", MDS_EXCHANGE_OF_REGISTER, MDS_EXPORT_JSON},
     "1.2.1",
     mds_oscal__results},
    {{"oscal-results-1.1.3", "exchange.oscal_results", MDS_EXCHANGE_OF_REGISTER, MDS_EXPORT_JSON},
     "1.1.3",
     mds_oscal__results},
    {{"oscal-component", "exchange.oscal_component", MDS_EXCHANGE_OF_FORM, MDS_EXPORT_JSON},
     "1.2.1",
     mds_oscal__component},
    {{"oscal-component-1.1.3", "exchange.oscal_component", MDS_EXCHANGE_OF_FORM, MDS_EXPORT_JSON},
     "1.1.3",
     mds_oscal__component},
    {{"cyclonedx", "exchange.cyclonedx", MDS_EXCHANGE_OF_FORM, MDS_EXPORT_JSON},
     "1.7",
     mds_cyclonedx__attestation},
    {{"cyclonedx-1.6", "exchange.cyclonedx", MDS_EXCHANGE_OF_FORM, MDS_EXPORT_JSON},
     "1.6",
     mds_cyclonedx__attestation},
    {{"sarif", "exchange.sarif", MDS_EXCHANGE_OF_REGISTER, MDS_EXPORT_JSON},
     "2.1.0",
     mds_sarif__register},
    {{"iso14971", "exchange.iso14971", MDS_EXCHANGE_OF_REGISTER, MDS_EXPORT_CSV},
     "",
     mds_exchange__iso14971},
    {{"nist-ir-8286", "exchange.ir8286", MDS_EXCHANGE_OF_REGISTER, MDS_EXPORT_CSV},
     "",
     mds_exchange__ir8286},
    {{"ciso-assistant", "exchange.ciso_assistant", MDS_EXCHANGE_OF_REGISTER, MDS_EXPORT_CSV},
     "",
     mds_exchange__ciso_assistant},
    {{"sarif-findings", "exchange.sarif_findings", MDS_EXCHANGE_OF_FINDINGS, MDS_EXPORT_JSON},
     "2.1.0",
     mds_sarif__findings},
    {{"oscal-mapping", "exchange.oscal_mapping", MDS_EXCHANGE_OF_CATALOG, MDS_EXPORT_JSON},
     "1.2.1",
     mds_oscal__mapping},
};

enum { FORMATS = sizeof formats / sizeof formats[0] };

const mds_exchange_format *mds_exchange_format_at(size_t i)
{
    return i < FORMATS ? &formats[i].format : NULL;
}

const mds_exchange_format *mds_exchange_format_find(const char *name)
{
    for (size_t i = 0; i < FORMATS; i++) {
        if (strcmp(formats[i].format.name, name) == 0) {
            return &formats[i].format;
        }
    }
    return NULL;
}

static bool suffices(const mds_exchange_format *format, const mds_exchange_input *input)
{
    switch (format->of) {
    case MDS_EXCHANGE_OF_FORM:
        return input->form != NULL && input->facts != NULL;
    case MDS_EXCHANGE_OF_REGISTER:
        return input->reg != NULL;
    case MDS_EXCHANGE_OF_FINDINGS:
        return input->diags != NULL;
    case MDS_EXCHANGE_OF_CATALOG:
        return true;
    case MDS_EXCHANGE_OF__COUNT:
        break;
    }
    return false;
}

/* A document that says something else is another one: its id comes from what it says. */
static void name_document(mds_strbuf *text)
{
    char *at = text->status == MDS_OK ? strstr(text->p, MDS_EXCHANGE_UNNAMED) : NULL;
    char name[96] = "urn:mdsrisk:document:";
    char uuid[MDS_UUID_SIZE];

    if (at == NULL) {
        return;
    }
    mds_sha256_hex(name + strlen(name), text->p, text->n);
    mds_uuid_of_name(uuid, name);
    memcpy(at, uuid, MDS_UUID_SIZE - 1);
}

mds_status mds_export_exchange(const char **out, const mds_exchange_format *format,
                               const mds_exchange_input *input)
{
    mds_strbuf text;
    mds_exchange x = {.in = input, .catalog = input->catalog, .arena = input->arena};
    size_t i = 0;

    while (i < FORMATS && &formats[i].format != format) {
        i++;
    }
    if (i == FORMATS || !suffices(format, input)) {
        return MDS_EINVAL;
    }
    x.edition = formats[i].edition;
    x.text = &text;
    mds_strbuf_init(&text, MDS_EXPORT_LIMIT);
    mds_jsonw_init(&x.w, &text);
    formats[i].write(&x);
    if (format->ending == MDS_EXPORT_JSON) {
        mds_strbuf_putc(&text, '\n');
        name_document(&text);
    }
    const mds_status status = mds_export__hand_out(out, input->arena, &text);
    return x.status != MDS_OK ? x.status : status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metadata, definitions and back matter of a document of OSCAL. */
#include "oscal.h"

#include "base/map.h"
#include "base/num.h"
#include <mdsrisk/version.h>
#include <string.h>

void mds_oscal__prop(mds_exchange *x, const char *name, const char *value)
{
    const char *line = mds_exchange__line(x, value);

    if (line[0] == '\0') {
        return;
    }
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "name", name);
    mds_jsonw_member_string(&x->w, "ns", MDS_OSCAL_NAMESPACE);
    mds_jsonw_member_string(&x->w, "value", line);
    mds_jsonw_object_end(&x->w);
}

void mds_oscal__prop_number(mds_exchange *x, const char *name, double value)
{
    char text[MDS_NUM_SIZE];

    mds_num_significant(text, value, 9);
    mds_oscal__prop(x, name, text);
}

void mds_oscal__markup_line(mds_exchange *x, const char *name, const char *text)
{
    mds_jsonw_member_string(&x->w, name, mds_exchange__markup_line(x, text));
}

void mds_oscal__markup(mds_exchange *x, const char *name, const char *text)
{
    mds_jsonw_member_string(&x->w, name, mds_exchange__markup(x, text));
}

void mds_oscal__id(mds_exchange *x, const char *name, const char *kind, const char *id)
{
    mds_jsonw_member_string(&x->w, name, mds_exchange__uuid(x, kind, id));
}

const char *mds_oscal__local(mds_exchange *x, const char *kind, const char *id)
{
    const char *text = mds_arena_printf(x->arena, "#%s", mds_exchange__uuid(x, kind, id));

    x->status = text == NULL ? mds_arena_status(x->arena) : x->status;
    return text;
}

static void put_role(mds_exchange *x, const char *id, const char *key)
{
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "id", id);
    mds_oscal__markup_line(x, "title", mds_exchange__say(x, key));
    mds_jsonw_object_end(&x->w);
}

static void put_party(mds_exchange *x, const char *type, const char *name)
{
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", type, name);
    mds_jsonw_member_string(&x->w, "type", type);
    mds_jsonw_member_string(&x->w, "name", name);
    mds_jsonw_object_end(&x->w);
}

/* The owners of risks, each once. */
static void put_people(mds_exchange *x)
{
    const mds_carried *carried = x->in->reg != NULL ? x->in->reg->carried : NULL;
    const size_t count = carried != NULL && carried->former != NULL ? carried->former->count : 0;
    mds_map *seen = mds_map_new(x->arena, count + 1);

    if (seen == NULL) {
        x->status = mds_arena_status(x->arena);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const mds_typed *owner = &carried->former->at[i].cells[MDS_ENTRY_OWNER];
        const char *name = mds_exchange__line(x, owner->text);
        if (name[0] != '\0' && mds_map_add(seen, name, 0)) {
            put_party(x, "person", name);
        }
    }
}

static const mds_disclosure *first_form(const mds_exchange *x)
{
    const mds_facts *facts = x->in->reg != NULL ? x->in->reg->assessment->facts : x->in->facts;

    return x->in->form != NULL                            ? x->in->form
           : facts != NULL && facts->disclosure_count > 0 ? facts->disclosures[0]
                                                          : NULL;
}

const char *mds_exchange__device(const mds_exchange *x, mds_device_field field)
{
    const mds_disclosure *form = first_form(x);

    return form != NULL ? form->device[field] : "";
}

const char *mds_exchange__label(mds_exchange *x)
{
    const char *label =
        mds_arena_printf(x->arena, "%s %s", mds_exchange__device(x, MDS_DEVICE_MANUFACTURER),
                         mds_exchange__device(x, MDS_DEVICE_MODEL));
    const char *line = mds_exchange__line(x, label != NULL ? label : "");

    return line[0] != '\0' ? line : mds_exchange__say(x, "exchange.device");
}

const char *mds_oscal__of_device(mds_exchange *x, const char *id)
{
    const char *text = mds_arena_printf(x->arena, "%s:%s", id, mds_exchange__device_id(x));

    x->status = text == NULL ? mds_arena_status(x->arena) : x->status;
    return text != NULL ? text : "";
}

void mds_oscal__responsible(mds_exchange *x, const char *role, const char *kind, const char *name)
{
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "role-id", role);
    mds_exchange__array(x, "party-uuids");
    mds_jsonw_string(&x->w, mds_exchange__uuid(x, kind, name));
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

const char *mds_exchange__device_id(mds_exchange *x)
{
    const mds_deployment none = {.asset = {""}};
    const mds_register *reg = x->in->reg;
    const char *id = mds_device_key(x->arena, reg != NULL ? reg->assessment->facts : x->in->facts,
                                    reg != NULL ? reg->assessment->deployment : &none);

    x->status = id == NULL ? mds_arena_status(x->arena) : x->status;
    return id != NULL ? id : "";
}

/* Who made the device; of a document about the catalog alone, who made that. */
static const char *maker_of(mds_exchange *x)
{
    const char *maker = mds_exchange__line(x, mds_exchange__device(x, MDS_DEVICE_MANUFACTURER));

    return maker[0] != '\0'        ? maker
           : first_form(x) == NULL ? "mdsrisk"
                                   : mds_exchange__say(x, "exchange.maker_unknown");
}

static void put_metadata(mds_exchange *x, const char *title)
{
    const char *now = mds_exchange__instant(x, x->in->as_of);

    mds_jsonw_name(&x->w, "metadata");
    mds_jsonw_object(&x->w);
    mds_oscal__markup_line(x, "title", title);
    mds_jsonw_member_string(&x->w, "last-modified", now);
    mds_jsonw_member_string(&x->w, "version", now);
    mds_jsonw_member_string(&x->w, "oscal-version", x->edition);
    mds_exchange__array(x, "props");
    mds_oscal__prop(x, "risk-model", x->catalog->model);
    mds_oscal__prop(x, "catalog-sha256", x->catalog->sha256);
    mds_oscal__prop(x, "mdsrisk-version", mds_version());
    mds_jsonw_array_end(&x->w);
    mds_exchange__array(x, "roles");
    put_role(x, "provider", "exchange.role.provider");
    put_role(x, "risk-owner", "exchange.role.risk_owner");
    mds_jsonw_array_end(&x->w);
    mds_exchange__array(x, "parties");
    put_party(x, "organization", maker_of(x));
    put_people(x);
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

void mds_oscal__begin(mds_exchange *x, const char *root, const char *id, const char *title)
{
    mds_jsonw_object(&x->w);
    mds_jsonw_name(&x->w, root);
    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", root, id);
    put_metadata(x, title);
}

/* A file or a document that others can look for; \p sha256 "" when it is not known. */
static void put_resource(mds_exchange *x, const char *id, const char *title, const char *path,
                         const char *sha256)
{
    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "resource", id);
    mds_oscal__markup_line(x, "title", title);
    if (path[0] != '\0') {
        mds_exchange__array(x, "rlinks");
        mds_jsonw_object(&x->w);
        mds_jsonw_member_string(&x->w, "href", mds_exchange__href(x, path));
        if (sha256[0] != '\0') {
            mds_exchange__array(x, "hashes");
            mds_jsonw_inline_next(&x->w);
            mds_jsonw_object(&x->w);
            mds_jsonw_member_string(&x->w, "algorithm", "SHA-256");
            mds_jsonw_member_string(&x->w, "value", sha256);
            mds_jsonw_object_end(&x->w);
            mds_jsonw_array_end(&x->w);
        }
        mds_jsonw_object_end(&x->w);
        mds_jsonw_array_end(&x->w);
    }
    mds_jsonw_object_end(&x->w);
}

static void put_forms(mds_exchange *x, const mds_facts *facts)
{
    for (size_t i = 0; i < facts->disclosure_count; i++) {
        const mds_disclosure *form = facts->disclosures[i];
        put_resource(x, form->sha256, mds_exchange__in(x, &x->catalog->forms[form->form].title),
                     form->file, form->sha256);
    }
}

/* The editions whose questions are in the document as controls. */
static void put_editions(mds_exchange *x)
{
    for (uint32_t f = 0; f < x->catalog->form_count; f++) {
        const mds_form *form = &x->catalog->forms[f];
        const bool of_form = x->in->form != NULL && x->in->form->form == f;
        const bool of_catalog = x->in->form == NULL && x->in->reg == NULL;
        if (of_form || of_catalog) {
            put_resource(x, form->edition, mds_exchange__in(x, &form->title), "", "");
        }
    }
}

void mds_oscal__end(mds_exchange *x)
{
    const mds_register *reg = x->in->reg;
    const mds_facts *facts = reg != NULL ? reg->assessment->facts : x->in->facts;

    mds_jsonw_name(&x->w, "back-matter");
    mds_jsonw_object(&x->w);
    mds_exchange__array(x, "resources");
    put_resource(
        x, x->catalog->sha256,
        mds_exchange__format(x, "exchange.catalog", x->catalog->id, x->catalog->version, NULL), "",
        "");
    put_editions(x);
    if (facts != NULL) {
        put_forms(x, facts);
    }
    if (reg != NULL) {
        const mds_deployment *deployment = reg->assessment->deployment;
        put_resource(x, x->catalog->model,
                     mds_exchange__format(x, "exchange.method", x->catalog->model, NULL), "", "");
        if (deployment->file[0] != '\0') {
            put_resource(x, deployment->sha256, mds_exchange__say(x, "exchange.deployment"),
                         deployment->file, deployment->sha256);
        }
    }
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

void mds_oscal__tool(mds_exchange *x)
{
    mds_exchange__array(x, "actors");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "type", "tool");
    mds_oscal__id(x, "actor-uuid", "tool", "mdsrisk");
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
}

void mds_oscal__origins(mds_exchange *x)
{
    mds_exchange__array(x, "origins");
    mds_jsonw_object(&x->w);
    mds_oscal__tool(x);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
}

static void begin_component(mds_exchange *x, const char *kind, const char *id, const char *type)
{
    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", kind, id);
    mds_jsonw_member_string(&x->w, "type", type);
}

static void end_component(mds_exchange *x)
{
    mds_jsonw_name(&x->w, "status");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_jsonw_member_string(&x->w, "state", "operational");
    mds_jsonw_object_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

static void put_device(mds_exchange *x)
{
    const mds_register *reg = x->in->reg;
    const mds_deployment *deployment = reg->assessment->deployment;
    const char *what = mds_exchange__device(x, MDS_DEVICE_DESCRIPTION);

    begin_component(x, "device", mds_exchange__device_id(x), "hardware");
    mds_oscal__markup_line(x, "title",
                           reg->device_label[0] != '\0' ? reg->device_label
                                                        : mds_exchange__say(x, "exchange.device"));
    mds_oscal__markup(x, "description", what[0] != '\0' ? what : reg->device_label);
    mds_exchange__array(x, "props");
    mds_oscal__prop(x, "risk-model", x->catalog->model);
    mds_oscal__prop(x, "model", mds_exchange__device(x, MDS_DEVICE_MODEL));
    mds_oscal__prop(x, "version", mds_exchange__device(x, MDS_DEVICE_VERSION));
    mds_oscal__prop(x, "asset-tag", deployment->asset[MDS_ASSET_TAG]);
    mds_oscal__prop(x, "serial-number", deployment->asset[MDS_ASSET_SERIAL]);
    mds_oscal__prop(x, "location", deployment->asset[MDS_ASSET_LOCATION]);
    mds_oscal__prop(x, "department", deployment->asset[MDS_ASSET_DEPARTMENT]);
    mds_jsonw_array_end(&x->w);
    end_component(x);
}

static void put_tool(mds_exchange *x)
{
    mds_jsonw_name(&x->w, "assessment-assets");
    mds_jsonw_object(&x->w);
    mds_exchange__array(x, "components");
    begin_component(x, "tool", "mdsrisk", "software");
    mds_oscal__markup_line(x, "title", "mdsrisk");
    mds_oscal__markup(x, "description", mds_exchange__say(x, "exchange.tool"));
    end_component(x);
    mds_jsonw_array_end(&x->w);
    mds_exchange__array(x, "assessment-platforms");
    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "uuid", "platform", "mdsrisk");
    mds_oscal__markup_line(x, "title", "mdsrisk");
    mds_exchange__array(x, "uses-components");
    mds_jsonw_inline_next(&x->w);
    mds_jsonw_object(&x->w);
    mds_oscal__id(x, "component-uuid", "tool", "mdsrisk");
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
    mds_jsonw_array_end(&x->w);
    mds_jsonw_object_end(&x->w);
}

void mds_oscal__definitions(mds_exchange *x)
{
    mds_jsonw_name(&x->w, "local-definitions");
    mds_jsonw_object(&x->w);
    mds_exchange__array(x, "components");
    put_device(x);
    mds_jsonw_array_end(&x->w);
    put_tool(x);
    mds_jsonw_object_end(&x->w);
}

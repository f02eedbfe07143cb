/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CycloneDX as XML: components, those inside them, and vulnerabilities, as the reader meets them.
 * Only the place of an element says what it is, so that the path to it is kept. */
#include "vuln.h"

#include "base/utf8.h"
#include "base/xml.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

enum { MOST_OPEN = MDS_LIMIT_XML_DEPTH + 1, MOST_VALUE = 2000 };
#define NO_PLACE UINT32_MAX

typedef struct bom {
    vuln *v;
    mds_xml *xml;
    size_t at;                     /* in the file */
    char path[MOST_OPEN][24];      /* names of the open elements */
    uint32_t component[MOST_OPEN]; /* that an element opens; NO_PLACE */
    size_t depth;
    mds_strbuf text; /* of the element that is open */
    mds_vex about;   /* the vulnerability that is open */
    mds_product one; /* what it affects, that is open */
    char method[16], vector[256];
    size_t affected;
    bool limited; /* to versions, which are not read here */
} bom;

static int feed(void *payload, char *buffer, int n)
{
    bom *b = payload;
    const size_t left = b->v->n - b->at;
    const size_t count = left < (size_t)n ? left : (size_t)n;

    memcpy(buffer, b->v->text + b->at, count);
    b->at += count;
    return (int)count;
}

/* Whether the element \p up levels above the present one has the name. */
static bool within(const bom *b, size_t up, const char *name)
{
    return b->depth > up && strcmp(b->path[b->depth - 1 - up], name) == 0;
}

static mds_component *open_component(const bom *b)
{
    for (size_t i = b->depth; i-- > 0;) {
        if (b->component[i] != NO_PLACE) {
            const bool device = i > 0 && strcmp(b->path[i - 1], "metadata") == 0;
            return device ? &b->v->all->devices[b->component[i]]
                          : &b->v->all->components[b->component[i]];
        }
    }
    return NULL;
}

static void begin_component(bom *b)
{
    vuln *v = b->v;
    const bool device = within(b, 1, "metadata");
    mds_component *made = device ? mds_vuln__new_device(v) : mds_vuln__new_component(v);
    const char *ref = mds_xml_attribute(b->xml, "bom-ref");

    if (made != NULL) {
        made->ref = mds_vuln__keep(v, ref != NULL ? ref : "");
        b->component[b->depth - 1] =
            (uint32_t)(device ? v->all->device_count - 1 : v->all->component_count - 1);
    }
}

static void begin_vulnerability(bom *b)
{
    b->about = mds_vuln__no_statement(b->v);
    b->affected = 0;
    b->v->about.records++;
}

static void begin(bom *b)
{
    if (b->depth == MOST_OPEN) {
        return; /* the reader's bound is below it */
    }
    const char *name = mds_xml_name(b->xml);
    (void)snprintf(b->path[b->depth], sizeof b->path[0], "%.*s", (int)mds_utf8_head(name, 23),
                   name);
    b->component[b->depth++] = NO_PLACE;
    mds_strbuf_clear(&b->text);
    if (strcmp(name, "component") == 0) {
        begin_component(b);
    } else if (strcmp(name, "vulnerability") == 0) {
        begin_vulnerability(b);
    } else if (strcmp(name, "target") == 0) {
        b->one = mds_vuln__no_product();
        b->limited = false;
    } else if (strcmp(name, "rating") == 0) {
        b->method[0] = b->vector[0] = '\0';
    } else if (strcmp(name, "service") == 0 && within(b, 1, "services")) {
        b->v->about.services++;
    }
}

/* The text of the element that ends, without the white space around it. */
static const char *value(bom *b)
{
    const char *text = b->text.p;

    while (*text == ' ' || *text == '\n' || *text == '\t' || *text == '\r') {
        text++;
    }
    size_t n = strlen(text);
    while (n > 0 && strchr(" \n\t\r", text[n - 1]) != NULL) {
        n--;
    }
    b->text.p[(size_t)(text - b->text.p) + n] = '\0';
    return mds_vuln__keep(b->v, text);
}

static void end_in_component(bom *b, const char *name)
{
    mds_component *at = open_component(b);
    const struct {
        const char *name;
        const char **to;
    } members[] = {{"name", &at->name},   {"version", &at->version},    {"purl", &at->purl},
                   {"cpe", &at->cpe},     {"versionRange", &at->range}, {"publisher", &at->maker},
                   {"author", &at->maker}};

    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        if (strcmp(name, members[i].name) == 0) {
            *members[i].to = value(b);
        }
    }
}

static void end_in_vulnerability(bom *b, const char *name)
{
    if (within(b, 1, "analysis")) {
        if (strcmp(name, "state") == 0) {
            b->about.state = mds_vuln__cyclonedx_state(value(b));
            b->v->about.states[b->about.state]++;
        } else if (strcmp(name, "justification") == 0) {
            b->about.justification = value(b);
        } else if (strcmp(name, "detail") == 0) {
            b->about.detail = value(b);
        }
    } else if (strcmp(name, "id") == 0 && within(b, 1, "vulnerability")) {
        b->about.id = value(b);
    } else if (strcmp(name, "recommendation") == 0) {
        b->about.action = value(b);
    } else if (strcmp(name, "ref") == 0 && within(b, 1, "target")) {
        b->one.ref = value(b);
    }
}

static void end_in_rating(bom *b, const char *name)
{
    if (strcmp(name, "method") == 0) {
        (void)snprintf(b->method, sizeof b->method, "%.15s", value(b));
    } else if (strcmp(name, "vector") == 0) {
        (void)snprintf(b->vector, sizeof b->vector, "%.255s", value(b));
    } else if (strcmp(name, "rating") == 0) {
        const mds_cvss_version version = mds_vuln__cyclonedx_method(b->method);
        if (version != MDS_CVSS_VERSION__COUNT) {
            b->about.rating = mds_vuln__prefer(
                b->about.rating,
                mds_vuln__rating(b->v, "vulnerabilities", b->vector, version, MDS_SCORE_NONE));
        }
    }
}

/* What holds for some versions alone, must not be taken for all. */
static void state(bom *b)
{
    mds_vex *made = mds_vuln__new_statement(b->v);

    if (made != NULL) {
        *made = b->about;
        made->product = b->one;
        made->state =
            b->limited && made->state != MDS_VEX_AFFECTED ? MDS_VEX_INVESTIGATED : made->state;
        mds_vuln__identify(&made->product.purl, &made->product.cpe, made->product.ref);
    }
    b->affected++;
}

static bool inside(const bom *b, const char *name)
{
    for (size_t i = 0; i < b->depth; i++) {
        if (strcmp(b->path[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void end(bom *b)
{
    const char *name = b->path[b->depth - 1];

    if (inside(b, "vulnerabilities")) {
        end_in_vulnerability(b, name);
        end_in_rating(b, name);
        b->limited = b->limited || strcmp(name, "versions") == 0;
        if (strcmp(name, "target") == 0) {
            state(b);
        } else if (strcmp(name, "vulnerability") == 0) {
            if (b->about.id[0] == '\0') {
                mds_vuln__refuse(b->v, "vulnerabilities", "no_id");
            }
            b->one = mds_vuln__no_product();
            b->limited = false;
            if (b->affected == 0) {
                state(b);
            }
        }
    } else if (within(b, 1, "component") && open_component(b) != NULL) {
        end_in_component(b, name);
    } else if (within(b, 1, "metadata") && strcmp(name, "timestamp") == 0) {
        b->v->about.day = value(b);
        b->v->when = mds_vuln__time(b->v->about.day);
    } else if (strcmp(name, "name") == 0 &&
               (within(b, 1, "manufacture") || within(b, 1, "manufacturer") ||
                within(b, 1, "supplier")) &&
               within(b, 2, "metadata")) {
        b->v->about.author = value(b);
    }
    mds_strbuf_clear(&b->text);
    b->depth--;
}

static void refuse_xml(bom *b)
{
    mds_diag_add(b->v->diags, MDS_D_VULN_XML, b->v->file, NULL, mds_xml_reason(b->xml), NULL);
    mds_vuln__fail(b->v, mds_xml_status(b->xml));
}

static void read_events(bom *b)
{
    while (b->v->status == MDS_OK) {
        switch (mds_xml_next(b->xml)) {
        case MDS_XML_START:
            begin(b);
            break;
        case MDS_XML_END:
            if (b->depth > 0) {
                end(b);
            }
            break;
        case MDS_XML_TEXT:
            mds_strbuf_puts(&b->text, mds_xml_text(b->xml));
            break;
        case MDS_XML_EOF:
            return;
        case MDS_XML_ERROR:
            refuse_xml(b);
            return;
        }
    }
}

/* "1.4" of the namespace's address. */
static void find_version(vuln *v)
{
    static const char address[] = "cyclonedx.org/schema/bom/";
    const size_t n = sizeof address - 1;
    char version[8];

    for (size_t i = 0; i + n + sizeof version < v->n; i++) {
        if (memcmp(v->text + i, address, n) == 0) {
            const size_t length = strspn(v->text + i + n, "0123456789.");
            (void)snprintf(version, sizeof version, "%.*s", (int)(length < 7 ? length : 7),
                           v->text + i + n);
            v->about.version = mds_vuln__keep(v, version);
            return;
        }
    }
}

void mds_vuln__read_cyclonedx_xml(vuln *v)
{
    bom b = {.v = v, .one = mds_vuln__no_product()};

    find_version(v);
    b.xml = mds_xml_new(feed, &b, MDS_LIMIT_SBOM_BYTES);
    if (b.xml == NULL) {
        mds_vuln__fail(v, MDS_ENOMEM);
        return;
    }
    mds_strbuf_init(&b.text, MOST_VALUE);
    read_events(&b);
    mds_strbuf_finish(&b.text);
    mds_xml_free(b.xml);
    if (v->about.author[0] == '\0' && v->all->device_count > 0) {
        const mds_component *device = &v->all->devices[v->all->device_count - 1];
        v->about.author = device->file == v->index ? device->maker : "";
    }
}

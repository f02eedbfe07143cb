/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "base/xml.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <string.h>

typedef struct text_input {
    const char *at;
    size_t left;
} text_input;

static int read_text(void *payload, char *buffer, int n)
{
    text_input *in = payload;
    const size_t take = in->left < (size_t)n ? in->left : (size_t)n;
    memcpy(buffer, in->at, take);
    in->at += take;
    in->left -= take;
    return (int)take;
}

/* Reads to the end; the status and the number of events before it. */
static mds_status drain(const char *text, size_t limit, size_t *events)
{
    text_input in = {text, strlen(text)};
    mds_xml *xml = mds_xml_new(read_text, &in, limit);
    mds_xml_event event;

    *events = 0;
    while ((event = mds_xml_next(xml)) != MDS_XML_EOF && event != MDS_XML_ERROR) {
        (*events)++;
    }
    const mds_status status = event == MDS_XML_EOF ? MDS_OK : mds_xml_status(xml);
    mds_xml_free(xml);
    return status;
}

Test(xml, streams_elements_text_and_attributes)
{
    const char *text = "<r xmlns:q='u'><a q:id='7' t=\"s\">x<![CDATA[&y]]></a><b/></r>";
    text_input in = {text, strlen(text)};
    mds_xml *xml = mds_xml_new(read_text, &in, 1000);

    cr_assert_eq(mds_xml_next(xml), MDS_XML_START);
    cr_assert_eq(mds_xml_depth(xml), 1);
    cr_assert_eq(mds_xml_next(xml), MDS_XML_START);
    cr_assert_str_eq(mds_xml_name(xml), "a");
    cr_assert_str_eq(mds_xml_attribute(xml, "id"), "7");
    cr_assert_str_eq(mds_xml_attribute(xml, "t"), "s");
    cr_assert_null(mds_xml_attribute(xml, "none"));
    cr_assert_eq(mds_xml_next(xml), MDS_XML_TEXT);
    cr_assert_str_eq(mds_xml_text(xml), "x");
    cr_assert_eq(mds_xml_next(xml), MDS_XML_TEXT);
    cr_assert_str_eq(mds_xml_text(xml), "&y");
    cr_assert_eq(mds_xml_next(xml), MDS_XML_END);
    cr_assert_eq(mds_xml_next(xml), MDS_XML_START);
    cr_assert_str_eq(mds_xml_name(xml), "b");
    cr_assert_eq(mds_xml_next(xml), MDS_XML_END, "an empty element ends too");
    cr_assert_eq(mds_xml_next(xml), MDS_XML_END);
    cr_assert_eq(mds_xml_next(xml), MDS_XML_EOF);
    mds_xml_free(xml);
}

/* Reads bytes one, two, three, ... at a time. */
typedef struct slow_input {
    const unsigned char *at;
    size_t left;
    int step;
} slow_input;

static int read_slowly(void *payload, char *buffer, int n)
{
    slow_input *in = payload;
    size_t take = in->left < (size_t)in->step ? in->left : (size_t)in->step;

    take = take < (size_t)n ? take : (size_t)n;
    memcpy(buffer, in->at, take);
    in->at += take;
    in->left -= take;
    return (int)take;
}

/* One text, however it is cut and written, up to what is no text of its element. */
Test(xml, puts_long_texts_together)
{
    mds_strbuf text;
    mds_strbuf want;

    mds_strbuf_init(&text, (size_t)1 << 20);
    mds_strbuf_init(&want, (size_t)1 << 20);
    mds_strbuf_puts(&text, "<r>\n<b q:a='1&amp;#38;&lt;&#65;' xmlns:q='u&amp;v'/>");
    for (size_t i = 0; i < 3000; i++) {
        mds_strbuf_printf(&text, "%zu&amp;&#65;", i);
        mds_strbuf_printf(&want, "%zu&A", i);
    }
    mds_strbuf_puts(&text, "<!-- c -->behind<![CDATA[");
    mds_strbuf_append(&text, want.p, want.n);
    mds_strbuf_puts(&text, "]]><?p q?><![CDATA[]]></r>");
    for (int step = 1; step < 2000; step = step * 7 + 1) {
        slow_input in = {(const unsigned char *)text.p, text.n, step};
        mds_xml *xml = mds_xml_new(read_slowly, &in, text.n);
        cr_assert_eq(mds_xml_next(xml), MDS_XML_START);
        cr_assert_eq(mds_xml_next(xml), MDS_XML_TEXT, "white space between elements is text");
        cr_assert_str_eq(mds_xml_text(xml), "\n");
        cr_assert_eq(mds_xml_depth(xml), 2);
        cr_assert_eq(mds_xml_next(xml), MDS_XML_START);
        cr_assert_str_eq(mds_xml_attribute(xml, "a"), "1&#38;<A");
        cr_assert_str_eq(mds_xml_attribute(xml, "q"), "u&#38;v", "a namespace is none to read");
        cr_assert_eq(mds_xml_next(xml), MDS_XML_END);
        cr_assert_eq(mds_xml_next(xml), MDS_XML_TEXT);
        cr_assert_str_eq(mds_xml_text(xml), want.p);
        cr_assert_eq(mds_xml_next(xml), MDS_XML_TEXT);
        cr_assert_str_eq(mds_xml_text(xml), "behind");
        cr_assert_eq(mds_xml_next(xml), MDS_XML_TEXT);
        cr_assert_str_eq(mds_xml_text(xml), want.p);
        cr_assert_eq(mds_xml_next(xml), MDS_XML_TEXT);
        cr_assert_str_eq(mds_xml_text(xml), "");
        cr_assert_eq(mds_xml_next(xml), MDS_XML_END);
        cr_assert_eq(mds_xml_next(xml), MDS_XML_EOF);
        mds_xml_free(xml);
    }
    mds_strbuf_finish(&text);
    mds_strbuf_finish(&want);
}

/* The library's own bound of one text. */
Test(xml, bounds_a_text)
{
    enum { MOST = 10000000 };
    mds_strbuf text;
    size_t events;

    mds_strbuf_init(&text, MOST + 100);
    for (size_t over = 0; over < 2; over++) {
        mds_strbuf_clear(&text);
        mds_strbuf_puts(&text, "<r>");
        for (size_t i = 0; i < (MOST + over) / 10; i++) {
            mds_strbuf_append(&text, "0123456789", 10);
        }
        mds_strbuf_puts(&text, over > 0 ? "0</r>" : "</r>");
        cr_assert_eq(drain(text.p, text.n, &events), over > 0 ? MDS_ELIMIT : MDS_OK);
    }
    mds_strbuf_finish(&text);
}

Test(xml, skips_an_element_whole)
{
    const char *text = "<r><a><b>1</b><c/></a><d/></r>";
    text_input in = {text, strlen(text)};
    mds_xml *xml = mds_xml_new(read_text, &in, 1000);

    (void)mds_xml_next(xml);
    (void)mds_xml_next(xml);
    cr_assert_eq(mds_xml_skip(xml), MDS_XML_END);
    cr_assert_eq(mds_xml_next(xml), MDS_XML_START);
    cr_assert_str_eq(mds_xml_name(xml), "d");
    mds_xml_free(xml);
}

Test(xml, refuses_dtd_entities_damage_and_excess)
{
    size_t events;

    cr_assert_eq(drain("<!DOCTYPE r [<!ENTITY a 'x'>]><r>&a;</r>", 1000, &events), MDS_EFORMAT);
    cr_assert_eq(events, 0, "refused before any content");
    cr_assert_eq(drain("<!DOCTYPE r SYSTEM 'file:///etc/hostname'><r/>", 1000, &events),
                 MDS_EFORMAT);
    cr_assert_eq(drain("<r><a></r>", 1000, &events), MDS_EFORMAT);
    cr_assert_eq(drain("<r>&undefined;</r>", 1000, &events), MDS_EFORMAT);
    cr_assert_eq(drain("", 1000, &events), MDS_EFORMAT);
    cr_assert_eq(drain("<r><a/><a/><a/></r>", 8, &events), MDS_ELIMIT);
    cr_assert_eq(drain("<r>&lt;&#65;</r>", 1000, &events), MDS_OK);
}

Test(xml, bounds_depth)
{
    char text[8 * (MDS_LIMIT_XML_DEPTH + 2) + 1];
    size_t events;

    for (size_t depth = MDS_LIMIT_XML_DEPTH; depth <= MDS_LIMIT_XML_DEPTH + 1; depth++) {
        size_t at = 0;
        for (size_t i = 0; i < depth; i++) {
            memcpy(text + at, "<a>", 3);
            at += 3;
        }
        for (size_t i = 0; i < depth; i++) {
            memcpy(text + at, "</a>", 4);
            at += 4;
        }
        text[at] = '\0';
        cr_assert_eq(drain(text, sizeof text, &events),
                     depth <= MDS_LIMIT_XML_DEPTH ? MDS_OK : MDS_ELIMIT);
    }
}

/* A document of \p times pieces between a begin and an end; the piece may count with %zu. */
static mds_status drain_pieces(const char *begin, const char *piece, size_t times, const char *end)
{
    mds_strbuf text;
    size_t events;
    char numbered[64];

    mds_strbuf_init(&text, (size_t)8 << 20);
    mds_strbuf_puts(&text, begin);
    for (size_t i = 0; i < times; i++) {
        const char *number = strchr(piece, '#');
        (void)snprintf(numbered, sizeof numbered, "%.*s%zu%s", (int)(number - piece), piece, i,
                       number + 1);
        mds_strbuf_puts(&text, numbered);
    }
    mds_strbuf_puts(&text, end);
    cr_assert_eq(text.status, MDS_OK);
    const mds_status status = drain(text.p, (size_t)8 << 20, &events);
    mds_strbuf_finish(&text);
    return status;
}

/* What costs the library out of proportion is stopped before it sees it; what real parts hold is
 * not. */
Test(xml, bounds_tags_attributes_and_names)
{
    static const struct {
        const char *begin, *piece, *end;
        size_t most;
    } shapes[] = {
        {"<r ", "a#='' ", "/>", MDS_LIMIT_XML_ATTRIBUTES},
        {"<r ", "xmlns:a#='u' ", "/>", MDS_LIMIT_XML_ATTRIBUTES},
        {"<r>", "<a#/>", "</r>", MDS_LIMIT_XML_NAMES - 1},
        {"<r>", "<b a#=''/>", "</r>", MDS_LIMIT_XML_NAMES - 2},
        {"<r>", "<b xmlns='u#'/>", "</r>", MDS_LIMIT_XML_NAMES - 3},
        {"<r>", "<!-- <a#/> <!DOCTYPE '\" --><![CDATA[<a# b='>]]><?p <a#?>", "</r>", 0},
    };

    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        const size_t most = shapes[i].most > 0 ? shapes[i].most : 5000;
        cr_expect_eq(drain_pieces(shapes[i].begin, shapes[i].piece, most, shapes[i].end), MDS_OK,
                     "%s", shapes[i].piece);
        if (shapes[i].most > 0) {
            cr_expect_eq(drain_pieces(shapes[i].begin, shapes[i].piece, most + 1, shapes[i].end),
                         MDS_ELIMIT, "%s", shapes[i].piece);
        }
    }
}

Test(xml, bounds_the_length_of_a_tag_and_a_name)
{
    mds_strbuf text;
    size_t events;

    mds_strbuf_init(&text, (size_t)4 << 20);
    for (size_t kind = 0; kind < 4; kind++) {
        const size_t limit = kind < 2 ? MDS_LIMIT_XML_NAME_BYTES : MDS_LIMIT_XML_TAG_BYTES;
        for (size_t over = 0; over < 2; over++) {
            mds_strbuf_clear(&text);
            mds_strbuf_puts(&text, kind == 0 ? "<" : kind == 1 ? "<r " : "<r a='");
            for (size_t i = 0; i < (over > 0 ? limit + 1 : limit - 20); i++) {
                mds_strbuf_putc(&text, kind == 3 && i % 100 == 0 ? '>' : 'b');
            }
            mds_strbuf_puts(&text, kind == 0 ? "/>" : kind == 1 ? "=''/>" : "'/>");
            cr_expect_eq(drain(text.p, (size_t)4 << 20, &events), over > 0 ? MDS_ELIMIT : MDS_OK,
                         "kind %zu", kind);
        }
    }
    mds_strbuf_finish(&text);
}

Test(xml, reads_utf_16_however_it_comes)
{
    /* <?xml version="1.0" encoding="UTF-16"?><r>é は 𠮟</r> */
    static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><r>";
    static const uint16_t content[] = {0xE9, ' ', 0x306F, ' ', 0xD842, 0xDF9F, '<', '/', 'r', '>'};

    for (int form = 0; form < 4; form++) { /* big-endian or not, with a mark or not */
        unsigned char bytes[256];
        size_t n = 0;
        for (size_t i = form < 2 ? 0 : 1; i < sizeof head + 10; i++) {
            const unsigned unit = i == 0            ? 0xFEFFU
                                  : i < sizeof head ? (unsigned char)head[i - 1]
                                                    : content[i - sizeof head];
            bytes[n++] = (unsigned char)(form % 2 == 0 ? unit >> 8 : unit & 0xFF);
            bytes[n++] = (unsigned char)(form % 2 == 0 ? unit & 0xFF : unit >> 8);
        }
        for (int step = 1; step < 40; step += step < 5 ? 1 : 17) {
            slow_input in = {bytes, n, step};
            mds_strbuf text;
            mds_xml *xml = mds_xml_new(read_slowly, &in, 1000);
            mds_xml_event event;
            mds_strbuf_init(&text, 100);
            while ((event = mds_xml_next(xml)) != MDS_XML_EOF && event != MDS_XML_ERROR) {
                mds_strbuf_puts(&text, event == MDS_XML_TEXT ? mds_xml_text(xml) : "");
            }
            cr_expect_eq(event, MDS_XML_EOF, "%s", mds_xml_reason(xml));
            cr_expect_str_eq(text.p, "é は 𠮟", "form %d step %d", form, step);
            mds_strbuf_finish(&text);
            mds_xml_free(xml);
        }
    }
}

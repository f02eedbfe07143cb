/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "base/xml.h"
#include <mdsrisk/limits.h>
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

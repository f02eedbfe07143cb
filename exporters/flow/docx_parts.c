/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts beside the text. No relation leads out of the file, and there is no program in it. */
#include "docx.h"

#include "base/date.h"
#include "html.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define MAIN_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

const char mds_docx__types[] =
    XML "<Types xmlns=\"" PACKAGE "content-types\">"
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package."
        "relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Override PartName=\"/word/document.xml\" ContentType=\"" MAIN_TYPE "document.main+xml\"/>"
        "<Override PartName=\"/word/styles.xml\" ContentType=\"" MAIN_TYPE "styles+xml\"/>"
        "<Override PartName=\"/word/settings.xml\" ContentType=\"" MAIN_TYPE "settings+xml\"/>"
        "<Override PartName=\"/word/numbering.xml\" ContentType=\"" MAIN_TYPE "numbering+xml\"/>"
        "<Override PartName=\"/word/footer1.xml\" ContentType=\"" MAIN_TYPE "footer+xml\"/>"
        "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-"
        "package.core-properties+xml\"/></Types>\n";

const char mds_docx__rels[] =
    XML "<Relationships xmlns=\"" PACKAGE "relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" RELATIONS "/officeDocument\" "
        "Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"" PACKAGE
        "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>\n";

const char mds_docx__document_rels[] =
    XML "<Relationships xmlns=\"" PACKAGE "relationships\">"
        "<Relationship Id=\"rId1\" Type=\"" RELATIONS "/styles\" Target=\"styles.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"" RELATIONS "/settings\" Target=\"settings.xml\"/>"
        "<Relationship Id=\"rId3\" Type=\"" RELATIONS "/numbering\" Target=\"numbering.xml\"/>"
        "<Relationship Id=\"rId4\" Type=\"" RELATIONS "/footer\" Target=\"footer1.xml\"/>"
        "</Relationships>\n";

const char mds_docx__settings[] =
    XML "<w:settings " WORD "><w:defaultTabStop w:val=\"720\"/>"
        "<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting "
        "w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
        "w:val=\"15\"/></w:compat></w:settings>\n";

const char mds_docx__numbering[] =
    XML "<w:numbering " WORD "><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType "
        "w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
        "w:val=\"bullet\"/><w:lvlText w:val=\"\xE2\x80\xA2\"/><w:lvlJc w:val=\"left\"/><w:pPr>"
        "<w:ind w:left=\"284\" w:hanging=\"284\"/></w:pPr></w:lvl></w:abstractNum>"
        "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>\n";

/* Twentieths of a point a half point of type: fonts of Japanese would take far more by themselves.
 */
enum { LINE = 13 };

/* A style of paragraphs; \p outline is its level among the headings, or -1. */
typedef struct style {
    const char *id, *name;
    int size, before, after, outline;
    bool bold;
    const char *more; /* of the paragraph */
} style;

static const style list[] = {
    {"Normal", "Normal", 20, 0, 80, -1, false, ""},
    {"Title", "Title", 36, 0, 80, -1, true, "<w:keepNext/>"},
    {"Heading1", "heading 1", 24, 140, 60, 0, true, "<w:keepNext/>"},
    {"Heading2", "heading 2", 22, 200, 60, 1, true, "<w:keepNext/>"},
    {"Heading3", "heading 3", 20, 120, 60, 2, true, "<w:keepNext/>"},
    {"Verdict", "Verdict", 28, 80, 80, -1, false, ""},
    {"Small", "Small", 16, 0, 0, -1, false, ""},
    {"ListBullet", "List Bullet", 19, 0, 20, -1, false,
     "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"},
    {"LineToFill", "Line to fill", 20, 80, 0, -1, false,
     "<w:tabs><w:tab w:val=\"right\" w:leader=\"underscore\" w:pos=\"9600\"/></w:tabs>"},
    {"Cell", "Cell", 17, 10, 10, -1, false, ""},
    {"CellSmall", "Cell small", 14, 10, 10, -1, false, ""},
};

static void put_style(mds_strbuf *out, const style *s)
{
    mds_strbuf_printf(out,
                      "<w:style w:type=\"paragraph\"%s w:styleId=\"%s\"><w:name w:val=\"%s\"/>",
                      s == list ? " w:default=\"1\"" : "", s->id, s->name);
    mds_strbuf_printf(
        out,
        "%s<w:qFormat/><w:pPr>%s<w:spacing w:before=\"%d\" w:after=\"%d\" w:line=\"%d\" "
        "w:lineRule=\"exact\"/>",
        s == list ? "" : "<w:basedOn w:val=\"Normal\"/>", s->more, s->before, s->after,
        s->size * LINE);
    if (s->outline >= 0) {
        mds_strbuf_printf(out, "<w:outlineLvl w:val=\"%d\"/>", s->outline);
    }
    mds_strbuf_printf(out,
                      "</w:pPr><w:rPr>%s<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr>"
                      "</w:style>\n",
                      s->bold ? "<w:b/><w:bCs/>" : "", s->size, s->size);
}

void mds_docx__styles(mds_strbuf *out, mds_lang lang)
{
    static const char *const edges[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
    const char *font = lang == MDS_LANG_JA ? "Yu Gothic" : "Calibri";

    mds_strbuf_puts(out, XML "<w:styles " WORD "><w:docDefaults><w:rPrDefault><w:rPr>");
    mds_strbuf_printf(out,
                      "<w:rFonts w:ascii=\"%s\" w:hAnsi=\"%s\" w:eastAsia=\"Yu Gothic\" "
                      "w:cs=\"%s\"/><w:lang w:val=\"en-GB\" w:eastAsia=\"ja-JP\"/>",
                      font, font, font);
    mds_strbuf_puts(out, "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\n");
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        put_style(out, &list[i]);
    }
    mds_strbuf_puts(out, "<w:style w:type=\"table\" w:styleId=\"Rows\"><w:name w:val=\"Rows\"/>"
                         "<w:tblPr><w:tblBorders>");
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        mds_strbuf_printf(
            out, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8A94A0\"/>", edges[i]);
    }
    mds_strbuf_puts(out, "</w:tblBorders><w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/>"
                         "<w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
                         "</w:style></w:styles>\n");
}

void mds_docx__footer(mds_strbuf *out, const char *title)
{
    static const char *const fields[] = {"PAGE", "NUMPAGES"};

    mds_strbuf_puts(out, XML "<w:ftr " WORD "><w:p><w:pPr><w:pStyle w:val=\"Small\"/>"
                             "<w:jc w:val=\"right\"/></w:pPr>");
    mds_docx__run(out, title, false);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        mds_docx__run(out, i == 0 ? "   " : " / ", false);
        mds_strbuf_printf(
            out, "<w:fldSimple w:instr=\" %s \"><w:r><w:t>1</w:t></w:r></w:fldSimple>", fields[i]);
    }
    mds_strbuf_puts(out, "</w:p></w:ftr>\n");
}

void mds_docx__core(mds_strbuf *out, const char *title, int32_t as_of)
{
    char date[MDS_DATE_SIZE];

    mds_date_format(date, as_of);
    mds_strbuf_puts(out, XML "<cp:coreProperties xmlns:cp=\"" PACKAGE
                             "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/"
                             "1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi="
                             "\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");
    mds_html__text(out, title);
    mds_strbuf_puts(out, "</dc:title><dc:creator>mdsrisk</dc:creator>");
    mds_strbuf_printf(out,
                      "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z"
                      "</dcterms:created></cp:coreProperties>\n",
                      date);
}

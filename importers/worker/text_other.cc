// SPDX-License-Identifier: GPL-3.0-or-later
// Text of pages by the core of Poppler, as poppler-glib takes it from there.
#include "text.h"

#include <Gfx.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <TextOutputDev.h>
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <poppler-config.h>
#include <vector>

struct mds_texts {
    std::unique_ptr<PDFDoc> document;
};

namespace
{

void keep_silent(ErrorCategory, Goffset, const char *)
{
}

// Capital letters and a plus sign in front of a name mark a subset.
const char *without_subset(const GooString *name)
{
    if (name == nullptr || name->getLength() == 0) {
        return "Default";
    }
    const char *text = name->c_str();
    const size_t capitals = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return capitals > 0 && text[capitals] == '+' ? text + capitals + 1 : text;
}

mds_character character(const TextWord *word, int i)
{
    mds_character made = {};
    word->getCharBBox(i, &made.x1, &made.y1, &made.x2, &made.y2);
    made.size = word->getFontSize();
    made.font = without_subset(word->getFontName(i));
    return made;
}

// The blank from one word to the next, as high as the first.
mds_character blank(const TextWord *word, const TextWord *next, mds_character last)
{
    double aside, below, right, bottom;
    word->getBBox(&aside, &last.y1, &last.x1, &last.y2);
    next->getBBox(&last.x2, &below, &right, &bottom);
    return last;
}

mds_character line_end(const TextWord *word, mds_character last)
{
    double left, top;
    word->getBBox(&left, &top, &last.x1, &last.y1);
    last.x2 = last.x1;
    last.y2 = last.y1;
    return last;
}

void add_line(std::vector<mds_character> &all, const std::vector<TextWordSelection *> &words,
              bool is_last)
{
    for (size_t j = 0; j < words.size(); j++) {
        const TextWord *word = words[j]->getWord();
        for (int k = words[j]->getBegin(); k < words[j]->getEnd(); k++) {
            all.push_back(character(word, k));
        }
        if (word->hasSpaceAfter() && j + 1 < words.size()) {
            all.push_back(
                blank(word, words[j + 1]->getWord(), all.empty() ? mds_character{} : all.back()));
        }
    }
    if (!is_last && !words.empty() && !all.empty()) {
        all.push_back(line_end(words.back()->getWord(), all.back()));
    }
}

std::vector<mds_character> characters(TextPage *page, const PDFRectangle &everything)
{
    std::vector<mds_character> all;
    int lines = 0;
    std::vector<TextWordSelection *> **list =
        page->getSelectionWords(&everything, selectionStyleGlyph, &lines);

    for (int i = 0; list != nullptr && i < lines; i++) {
        add_line(all, *list[i], i + 1 == lines);
        for (TextWordSelection *selection : *list[i]) {
            delete selection;
        }
        delete list[i];
    }
    free(list);
    return all;
}

TextPage *text_of(Page *page)
{
    TextOutputDev device(nullptr, true, 0, false, false);
    std::unique_ptr<Gfx> gfx(
        page->createGfx(&device, 72, 72, 0, false, true, -1, -1, -1, -1, false, nullptr, nullptr));

    page->display(gfx.get());
    device.endPage();
    return device.takeText();
}

} // namespace

mds_texts *mds_texts__open(const unsigned char *bytes, size_t n, bool *locked)
{
    static GlobalParamsIniter parameters(keep_silent);
    auto *stream = new MemStream(reinterpret_cast<const char *>(bytes), 0, static_cast<Goffset>(n),
                                 Object(objNull));
    auto document = std::make_unique<PDFDoc>(stream);

    *locked = !document->isOk() && document->getErrorCode() == errEncrypted;
    return document->isOk() ? new mds_texts{std::move(document)} : nullptr;
}

int mds_texts__pages(const mds_texts *texts)
{
    return texts->document->getNumPages();
}

bool mds_text__take(mds_text *out, mds_texts *texts, int number)
{
    Page *page = texts->document->getPage(number + 1);
    if (page == nullptr) {
        return false;
    }
    const bool turned = page->getRotate() == 90 || page->getRotate() == 270;
    const double width = turned ? page->getCropHeight() : page->getCropWidth();
    const double height = turned ? page->getCropWidth() : page->getCropHeight();
    TextPage *text = text_of(page);
    const PDFRectangle everything(0, 0, width, height);
    const std::unique_ptr<GooString> letters(
        text->getSelectionText(&everything, selectionStyleGlyph));
    const std::vector<mds_character> all = characters(text, everything);

    *out = {width, height, strdup(letters->c_str()), nullptr, all.size(), text};
    out->at = static_cast<mds_character *>(calloc(all.size() + 1, sizeof *out->at));
    if (out->text == nullptr || out->at == nullptr) {
        return false;
    }
    std::copy(all.begin(), all.end(), out->at);
    return true;
}

void mds_text__release(mds_text *text)
{
    static_cast<TextPage *>(text->held)->decRefCnt();
    free(text->at);
    free(text->text);
}

const char *mds_texts__version(void)
{
    return POPPLER_VERSION;
}

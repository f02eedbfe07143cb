/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text files that do not name their encoding: each text is written in every encoding that can hold
 * it, and must come back as it was. */
#include <criterion/criterion.h>

#include "base/utf8.h"
#include <iconv.h>
#include <stdio.h>
#include <string.h>

enum { ROOM = 1 << 20 };

typedef struct bytes {
    unsigned char at[4096];
    size_t n;
} bytes;

/* False when the encoding cannot hold the text. */
static bool encode(bytes *out, const char *encoding, const char *text)
{
    const iconv_t converter = iconv_open(encoding, "UTF-8");
    char copy[4096];
    char *in = copy;
    char *to = (char *)out->at;
    size_t left = strlen(text);
    size_t room = sizeof out->at;

    cr_assert(converter != (iconv_t)-1, "%s", encoding);
    memcpy(copy, text, left + 1);
    const bool fits = iconv(converter, &in, &left, &to, &room) == 0 &&
                      iconv(converter, NULL, NULL, &to, &room) == 0;
    (void)iconv_close(converter);
    out->n = sizeof out->at - room;
    return fits;
}

static void expect(const char *encoding, const bytes *file, const char *text)
{
    mds_arena *arena = mds_arena_new(ROOM, NULL);
    mds_decoded out = {0};
    const mds_status status = mds_utf8_decode(&out, arena, file->at, file->n);

    cr_expect_eq(status, MDS_OK, "%s of %s", encoding, text);
    if (status == MDS_OK) {
        cr_expect(out.text.n == strlen(text) && memcmp(out.text.p, text, out.text.n) == 0,
                  "%s: \"%s\" came out in %s as \"%.*s\"", encoding, text, out.encoding,
                  (int)out.text.n, out.text.p);
    }
    mds_arena_free(arena);
}

/* Words of forms in several languages, none of them long. */
static const char *const western[] = {"Dräger",
                                      "Médical",
                                      "device’s",
                                      "Acme®",
                                      "Größe",
                                      "naïve",
                                      "Señal",
                                      "Ærø",
                                      "37 °C",
                                      "±5 µV",
                                      "“quoted”",
                                      "2019–2024",
                                      "Système à eau",
                                      "Siemens™",
                                      "N° 5",
                                      "Überwachung",
                                      "français",
                                      "Ångström",
                                      "“Öffnen”",
                                      "Hôpital Saint-Étienne",
                                      "o’clock – maybe…",
                                      "€ 5",
                                      "Lösung für Geräte",
                                      "Está aquí",
                                      "Köln, Straße 5"};

static const char *const japanese[11] = {"はい",
                                         "いいえ",
                                         "対象外",
                                         "製造業者による医療情報セキュリティ開示書",
                                         "○",
                                         "ウイルス対策ソフトを導入している",
                                         "備考 1",
                                         "パスワード、①",
                                         "東京医療機器株式会社",
                                         "有",
                                         "利用者の識別・認証"};

Test(charset, western_words_are_windows_1252)
{
    for (size_t i = 0; i < sizeof western / sizeof *western; i++) {
        char text[512];
        bytes file;
        (void)snprintf(text, sizeof text, "ID,Question,Answer\r\nALOF-1,\"%s\",Yes\r\n",
                       western[i]);
        cr_assert(encode(&file, "WINDOWS-1252", text), "%s", western[i]);
        expect("Windows-1252", &file, text);
        (void)snprintf(text, sizeof text, "DOC-1,Manufacturer,%s\nDOC-3,Model,%s", western[i],
                       western[(i + 7) % (sizeof western / sizeof *western)]);
        cr_assert(encode(&file, "WINDOWS-1252", text));
        expect("Windows-1252", &file, text);
    }
}

Test(charset, japanese_words_in_every_encoding_of_theirs)
{
    static const char *const encodings[] = {"CP932", "EUC-JP-MS", "UTF-8", "UTF-16LE", "UTF-16BE"};

    for (size_t e = 0; e < sizeof encodings / sizeof *encodings; e++) {
        for (size_t i = 0; i < sizeof japanese / sizeof *japanese; i++) {
            char text[512];
            bytes file;
            (void)snprintf(text, sizeof text,
                           "番号,質問,回答,備考\r\n3,%s,はい,\r\n4.1,q,いいえ,%s\r\n", japanese[i],
                           japanese[(i + 3) % 11]);
            cr_assert(encode(&file, encodings[e], text), "%s", japanese[i]);
            expect(encodings[e], &file, text);
        }
    }
}

/* A name, a mark or a word in a table that is English otherwise. */
Test(charset, one_japanese_field_is_enough)
{
    static const char *const encodings[] = {"CP932", "EUC-JP-MS", "ISO-2022-JP", "UTF-16LE"};

    for (size_t e = 0; e < sizeof encodings / sizeof *encodings; e++) {
        for (size_t i = 0; i < sizeof japanese / sizeof *japanese; i++) {
            char text[512];
            bytes file;
            (void)snprintf(text, sizeof text, "ID,Question,Answer\nDOC-1,Manufacturer,%s\n",
                           japanese[i]);
            /* Two bytes alone may be a character of UTF-8 as well. */
            if (encode(&file, encodings[e], text) &&
                !(e == 1 && mds_utf8_valid((const char *)file.at, file.n, NULL))) {
                expect(encodings[e], &file, text);
            }
        }
    }
}

/* What Windows adds to JIS X 0208 is written in its ISO-2022-JP too, and half-width kana. */
Test(charset, escapes_of_iso_2022_jp)
{
    static const char text[] = "\x1B$B-!-j\x1B(B,\x1B(I6E\x1B(B,\x1B$B$O$$\x1B(J,a\n";
    bytes file = {.n = sizeof text - 1};

    memcpy(file.at, text, file.n);
    expect("ISO-2022-JP", &file, "①㈱,ｶﾅ,はい,a\n");
}

Test(charset, padding_at_the_end_is_no_text)
{
    static const char *const encodings[] = {"UTF-8", "CP932", "UTF-16LE", "UTF-16BE",
                                            "WINDOWS-1252"};
    static const char *const texts[] = {"番号,はい\n", "番号,はい\n", "3,はい,abc\n",
                                        "3,はい,abc\n", "Dräger,Yes\n"};

    for (size_t e = 0; e < 5; e++) {
        for (size_t zeros = 0; zeros <= 6; zeros += 2) {
            bytes file;
            cr_assert(encode(&file, encodings[e], texts[e]));
            memset(file.at + file.n, 0, zeros);
            file.n += zeros;
            if (e != 2 && e != 3) {
                file.at[file.n++] = 0x1A;
            }
            expect(encodings[e], &file, texts[e]);
        }
    }
}

Test(charset, what_reads_as_nothing_is_refused)
{
    static const struct {
        const char *encoding, *text;
    } others[] = {
        {"GBK", "医疗设备安全信息披露声明,是否支持自动注销功能,审计日志记录用户标识,"
                "制造商名称和设备型号说明"},
        {"BIG5", "醫療設備安全資訊揭露聲明,是否支援自動登出功能,稽核日誌記錄使用者識別碼,"
                 "製造商名稱與設備型號說明"},
        {"KOI8-R", "Производитель,Да,Нет,описание устройства"},
        {"EUC-KR",
         "의료기기 보안 정보 공개 진술서,제조업체가 제공하는 자동 로그오프 기능을 지원합니까,감사 "
         "로그는 사용자 식별자를 기록합니까,장치는 개인 정보를 저장합니까"}};
    static const char *const broken[] = {"a,\xFF\xFF\xFF\xFF", "a,b\0c,d",
                                         "für\xC3,für,für,für,für"};
    static const size_t sizes[] = {6, 7, 25};
    mds_arena *arena = mds_arena_new(ROOM, NULL);
    mds_decoded out = {0};
    bytes file;

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        cr_assert(encode(&file, others[i].encoding, others[i].text));
        cr_expect_eq(mds_utf8_decode(&out, arena, file.at, file.n), MDS_EFORMAT, "%s as %s",
                     others[i].encoding, out.encoding);
    }
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        cr_expect_eq(mds_utf8_decode(&out, arena, (const unsigned char *)broken[i], sizes[i]),
                     MDS_EFORMAT, "%zu as %s", i, out.encoding);
    }
    mds_arena_free(arena);
}

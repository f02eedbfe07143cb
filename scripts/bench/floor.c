/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The floor of bench.sh: unpacks the shared strings and the first sheet of a workbook with libzip
 * and walks their XML with libxml2, doing nothing with what it meets. No reader that uses these
 * two libraries can be faster. */
#include <libxml/xmlreader.h>
#include <stdio.h>
#include <zip.h>

static int read_part(void *payload, char *buffer, int n)
{
    return (int)zip_fread(payload, buffer, (zip_uint64_t)n);
}

static long walk(zip_t *archive, const char *name)
{
    zip_file_t *part = zip_fopen(archive, name, 0);
    xmlTextReaderPtr reader =
        part != NULL ? xmlReaderForIO(read_part, NULL, part, NULL, NULL,
                                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
                     : NULL;
    long nodes = 0;

    while (reader != NULL && xmlTextReaderRead(reader) == 1) {
        ++nodes;
    }
    if (reader != NULL) {
        xmlFreeTextReader(reader);
    }
    if (part != NULL) {
        (void)zip_fclose(part);
    }
    return nodes;
}

int main(int argc, char **argv)
{
    zip_t *archive = argc == 2 ? zip_open(argv[1], ZIP_RDONLY, NULL) : NULL;

    if (archive == NULL) {
        return 2;
    }
    const long nodes =
        walk(archive, "xl/sharedStrings.xml") + walk(archive, "xl/worksheets/sheet1.xml");
    (void)zip_close(archive);
    return nodes > 0 && printf("%ld\n", nodes) > 0 ? 0 : 2;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inventories of known truth, drawn in the shapes of asset tools: columns in any order, between
 * columns that nobody needs, names in any spelling. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(fleet_shapes, .init = scratch_begin, .fini = scratch_end);

enum { TAG, MAKER, MODEL, SERIAL, IP, PLACE, FIELDS, NOISE = 3, COLUMNS = FIELDS + NOISE };
enum { INVENTORIES = 4, ROWS = 24 };

/* Headings of one tool, and the sign between its cells. */
static const struct {
    const char *tool;
    char sign;
    const char *heading[COLUMNS];
} shapes[] = {{"Snipe-IT",
               ',',
               {"Asset Tag", "Manufacturer", "Model", "Serial", "IP address", "Location",
                "Checked Out To", "Purchase Cost", "EOL Rate"}},
              {"GLPI",
               ';',
               {"Inventory number", "Manufacturer", "Model", "Serial number", "IP", "Location",
                "Entity", "Alternate username", "Last update"}},
              {"ServiceNow",
               ',',
               {"Asset tag", "Manufacturer", "Model ID", "Serial number", "IP Address", "Location",
                "Assigned to", "Cost center code", "Discovery source"}},
              {"Lansweeper",
               '\t',
               {"AssetName", "Manufacturer", "Model", "Serialnumber", "IPAddress", "Location",
                "Uptime", "Memory", "Lastseen"}},
              {"a German ledger",
               ';',
               {"Inventarnr.", "Hersteller", "Typ", "Serien-Nr.", "IP-Adresse", "Standort",
                "Anschaffung", "Wartungsvertrag", "Restwert"}},
              {"a Japanese list",
               ',',
               {"資産番号", "メーカー", "型式", "製造番号", "IPアドレス", "設置場所", "購入金額",
                "保守契約", "耐用年数"}}};

/* What an inventory says, and the form that is about it; "": none may be joined. */
static const struct {
    const char *maker, *model, *form;
} products[] = {{"Aldermoor Medical", "AL-300", "forms/pump.xlsx"},
                {"ALDERMOOR MEDICAL Ltd.", "al 300", "forms/pump.xlsx"},
                {"Aldermoor", "AL300", "forms/pump.xlsx"},
                {"Aldermoor Medical", "AL-310", ""},
                {"Aldermoor Medical", "AL-3000", ""},
                {"Brightwell Imaging", "Tomara 64", "forms/ct.xlsx"},
                {"Brightwell Imaging", "TOMARA-64 console", "forms/ct.xlsx"},
                {"Brightwell Imaging", "Tomara 128", ""},
                {"Brightwell Imaging", "Tomara", ""},
                {"Oxbow Office", "LaserBox 9", ""},
                {"Harrow Instruments", "AX-300", ""}};

enum { PRODUCTS = sizeof products / sizeof *products };

static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)(*state >> 33) % below;
}

static void shuffle(uint64_t *state, size_t *order)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        order[i] = i;
    }
    for (uint32_t i = COLUMNS - 1; i > 0; i--) {
        const uint32_t k = draw(state, i + 1);
        const size_t kept = order[i];
        order[i] = order[k];
        order[k] = kept;
    }
}

static void write_cell(FILE *out, size_t column, unsigned row, size_t product, uint64_t *state)
{
    switch (column) {
    case TAG:
        (void)fprintf(out, "D-%04u", row);
        break;
    case MAKER:
        (void)fprintf(out, "\"%s\"", products[product].maker);
        break;
    case MODEL:
        (void)fprintf(out, "\"%s\"", products[product].model);
        break;
    case SERIAL:
        (void)fprintf(out, "SN%u%04u", 7 + draw(state, 3), row);
        break;
    case IP:
        (void)fprintf(out, "10.20.30.%u", row % 250 + 1);
        break;
    case PLACE:
        (void)fprintf(out, "Ward %u", draw(state, 9));
        break;
    default:
        if (draw(state, 3) > 0) {
            (void)fprintf(out, "%u", draw(state, 5000));
        }
        break;
    }
}

/* Writes an inventory; \p truth: the product of each row. */
static void write_inventory(size_t shape, uint64_t *state, size_t truth[ROWS])
{
    size_t order[COLUMNS];
    FILE *out = fopen("i.csv", "w");

    cr_assert_not_null(out);
    shuffle(state, order);
    for (size_t c = 0; c < COLUMNS; c++) {
        (void)fprintf(out, "%s%c", shapes[shape].heading[order[c]],
                      c + 1 < COLUMNS ? shapes[shape].sign : '\n');
    }
    for (unsigned row = 0; row < ROWS; row++) {
        truth[row] = row < PRODUCTS ? row : draw(state, PRODUCTS);
        for (size_t c = 0; c < COLUMNS; c++) {
            write_cell(out, order[c], row, truth[row], state);
            (void)fputc(c + 1 < COLUMNS ? shapes[shape].sign : '\n', out);
        }
    }
    cr_assert_eq(fclose(out), 0);
}

/* Each row of the table of devices has the form of the truth, and no other. */
static void check_inventory(const char *json, size_t shape, const size_t truth[ROWS])
{
    for (unsigned row = 0; row < ROWS; row++) {
        char address[48];
        char line[2048];
        (void)snprintf(address, sizeof address, "\"fleet_ip\": \"10.20.30.%u\"", row + 1);
        const char *at = strstr(json, address);
        cr_assert_not_null(at, "%s: %s is a device", shapes[shape].tool, address);
        while (at > json && *at != '{') {
            at--;
        }
        (void)snprintf(line, sizeof line, "%.*s", (int)strcspn(at, "}"), at);
        const char *form = products[truth[row]].form;
        cr_assert(form[0] != '\0' ? strstr(line, form) != NULL : strstr(line, "forms/") == NULL,
                  "%s: %s %s has \"%s\": %s", shapes[shape].tool, products[truth[row]].maker,
                  products[truth[row]].model, form, line);
        static const char *const fields[] = {"\"fleet_serial\": \"SN",
                                             "\"fleet_location\": \"Ward "};
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
            cr_assert_not_null(strstr(line, fields[i]), "%s: %s in %s", shapes[shape].tool,
                               fields[i], line);
        }
    }
}

Test(fleet_shapes, every_device_has_its_form_and_no_other)
{
    uint64_t state = 20261130;
    size_t truth[ROWS];

    release(shell("mkdir forms && cp " PUMP " forms/pump.xlsx && cp " CT " forms/ct.xlsx"));
    for (size_t shape = 0; shape < sizeof shapes / sizeof *shapes; shape++) {
        for (int i = 0; i < INVENTORIES; i++) {
            write_inventory(shape, &state, truth);
            const command_result r = command("fleet", "import", "i.csv", "--forms", "forms", "-o",
                                             "i.json", AS_OF, "--lang", "en", NULL);
            cr_assert_eq(r.code, 0, "%s: %s", shapes[shape].tool, r.err);
            release(r);
            char *json = slurp("i.json", NULL);
            check_inventory(json, shape, truth);
            free(json);
        }
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all commands share. Only this room prints, reads the clock and looks at the locale. */
#ifndef MDS_CLI_RUN_H
#define MDS_CLI_RUN_H

#include <mdsrisk/export_exchange.h>
#include <mdsrisk/export_paper.h>
#include <mdsrisk/export_table.h>
#include <mdsrisk/hits.h>
#include <mdsrisk/risk.h>
#include <mdsrisk/source.h>

#include <stdio.h>

/** Exit codes, as docs and --help print them. */
typedef enum mds_exit {
    EXIT_DONE = 0,
    EXIT_ABOVE_TOLERANCE = 1, /**< done, and a risk is at or above --fail-on */
    EXIT_INPUT = 2,           /**< input unusable, or output unwritable */
    EXIT_USAGE = 3,
    EXIT_INTERNAL = 4
} mds_exit;

/* Files of one run that an option names which may be given several times. */
enum { MOST_LIFE_FILES = 64 };

/** Options that several commands take. What only one takes is in a struct of its own. */
typedef struct options {
    mds_lang lang;
    const char *output;
    const char *deployment; /* --context */
    const char *policy;
    const char *catalog;
    const char *as_of;
    const char *records;
    const char *sheet;
    const char *format;                /* of others */
    const char *life[MOST_LIFE_FILES]; /* --lifecycle-data */
    size_t life_count;
    const char *vulnerability[MOST_LIFE_FILES]; /* --vulnerability-data: files and folders */
    size_t vulnerability_count;
    bool quiet;
    bool help;
} options;

/** What a command does with the file that an option names. */
typedef enum option_file {
    OPTION_NO_FILE,
    OPTION_READS,
    OPTION_LISTS,   /* reads it, and what it names, which may lie anywhere */
    OPTION_CARRIES, /* reads it, and the output may take its place */
    OPTION_WRITES,
    OPTION_KEEPS /* reads and changes it where it is, with files beside it; or a server's */
} option_file;

typedef struct option_spec {
    const char *name;  /* "--context" */
    char letter;       /* 'o', or 0 */
    size_t offset;     /* of a const char *, or of a bool when value is NULL */
    const char *value; /* text key of the value's name, or NULL for a switch */
    const char *help;  /* text key */
    option_file file;
    bool own; /* the offset is in the command's own struct, else in options */
} option_spec;

typedef struct command command;

/* Forms whose gaps are said before a result. */
enum { MOST_FORMS = 32 };

/** A run: what every command needs, set up by main(). */
typedef struct run {
    options opt;
    const void *own; /* the command's own options */
    const command *command;
    const char *const *args; /* what is no option */
    size_t arg_count;
    const mds_catalog *catalog;
    mds_catalog *loaded;      /* what the catalog was made from */
    const mds_policy *policy; /* by settle() */
    int32_t as_of;            /* by settle() */
    mds_arena *arena;
    mds_diags *diags;
    size_t diags_printed;
    const mds_disclosure *forms[MOST_FORMS]; /* that were read, the first ones */
    size_t form_count;
    const mds_hits *hits; /* by assess_device() with --vulnerability-data, else NULL */
    unsigned confined;    /* confine.h */
    bool color;           /* standard output is a terminal and NO_COLOR is not set */
    bool progress;        /* standard error is a terminal and --quiet is not given */
} run;

struct command {
    const char *name;                      /* "assess" */
    const char *usage;                     /* text key */
    const char *summary;                   /* text key: one line */
    const char *help;                      /* text key: paragraphs */
    const option_spec *const *option_list; /* ended by NULL */
    mds_exit (*main)(run *r);
    size_t own_size;                     /* of the struct of its own options, 0 when it has none */
    const char *(*writes)(const run *r); /* a file or folder that no option names, or NULL */
    const char *exit_codes;              /* text of its own: one that ends with 1 too, or NULL */
    bool starts_reader;                  /* the worker that reads PDF, without one named */
};

/** --format, by what the formats are made of that a command writes (exchange.c). */
extern const option_spec option_format_catalog, option_format_findings, option_format_form,
    option_format_register;
extern const option_spec option_as_of, option_catalog, option_context, option_help, option_lang,
    option_life, option_output, option_policy, option_quiet, option_records, option_report,
    option_vulnerability, option_sheet;

/** Text of the catalog in the run's language. */
const char *say(const run *r, const char *key);
/** Prints a text with its arguments (ended by NULL) to \p to. */
void print_text(const run *r, FILE *to, const char *key, ...);
/** Prints \p text as one paragraph to standard output, broken between words so that it fits a
 * terminal: \p lead after \p indent blanks, and every further line below the text's begin. A
 * terminal by itself breaks lines anywhere. */
void print_wrapped(size_t indent, const char *lead, const char *text);
/** The same for a text with its arguments (ended by NULL). */
void print_paragraph(const run *r, size_t indent, const char *lead, const char *key, ...);
/** The parts that are there, with a blank between them: a name whose maker is not known. */
const char *joined(const run *r, const char *const *parts, size_t count);
/** Says of each form that was read what is missing, where that is much: a result begins with it. */
void print_missing(const run *r, FILE *to);
/** Remembers forms for print_missing(); read_forms() does it. */
void remember_forms(run *r, const mds_disclosure *const *forms, size_t count);
/** Prints diagnostics that were added since the last call to standard error. */
void print_diags(run *r);
/** Says on standard error what is wrong with the command line; EXIT_USAGE. */
mds_exit usage_error(const run *r, const char *key, ...);
/** Exit code for a library status, after the diagnostics were printed. */
mds_exit exit_of(run *r, mds_status status);

/** Reads the command line behind the name of the run's command. EXIT_DONE, or EXIT_USAGE and
 *  said. */
mds_exit parse_options(run *r, int argc, char **argv);
void print_command_help(const run *r, const command *cmd);
/** Text key of what the exit codes of the command mean. */
const char *exit_codes_of(const command *cmd);

/** Progress line on standard error, replaced by the next one; "" wipes it. */
void show_progress(const run *r, const char *text);

typedef struct file_list {
    const char **paths; /* sorted */
    size_t count, capacity;
} file_list;

/** Whether the path is a folder. */
bool is_folder(const char *path);

/** The files of a folder and of those in it, without clutter and without the folder \p except (or
 *  NULL). A link to a folder is not followed: it may lead back. */
MDS_NODISCARD mds_status list_files(run *r, const char *folder, const char *except, file_list *out);

/** Reads a form; diagnostics are kept in the run. */
mds_status read_form(run *r, const char *path, const mds_disclosure **out);
/** Reads forms about one device. A file that only holds answers to some questions goes into the
 *  form before it, and is in the list without answers of its own. */
mds_status read_forms(run *r, const char *const *paths, size_t count,
                      const mds_disclosure *const **out);
/** Reads --deployment, or gives the policy's defaults. */
mds_status read_deployment(run *r, const mds_deployment **out);
/** The bit of a format among those that a command writes, and those of tables. */
enum { TAKES_ALL = (1 << MDS_EXPORT_FORMAT__COUNT) - 1 };
#define TAKES(format) (1u << (format))
/** The format that \p path ends in, which must be one of \p takes; left alone when \p path is NULL.
 *  EXIT_USAGE, said with all that the command writes, otherwise. */
mds_exit read_format(const run *r, const char *path, unsigned takes, mds_export_format *out);
/** Whether \p cmd writes \p format; the help lists those. */
bool writes_exchange(const command *cmd, const mds_exchange_format *format);
/** The format that --format names, NULL without one: a file of a form that -o ends in, or "-".
 *  EXIT_USAGE, said with all that the command writes, otherwise. */
mds_exit read_exchange(const run *r, const mds_exchange_format **out);
/** Writes \p input in \p format to -o; not over a register that holds entries. */
mds_status write_exchange(run *r, const mds_exchange_format *format,
                          const mds_exchange_input *input);
/** The file that an option names, NULL when it was not given. */
const char *file_of(const run *r, const option_spec *spec);
/** The file of --lifecycle-data number \p i, without the name of its system. */
const char *life_file(const run *r, size_t i);
/** Whether --fleet names a PostgreSQL server: a URI, or words such as "service=fleet". */
bool names_server(const char *name);
/** The same without user, password and settings, in the run's arena; a file as it is. NULL when
 *  memory is short. */
const char *shown_server(const run *r, const char *name);
/** Whether the command line asks for a server, as `mdsrisk fleet --fleet postgresql://...` does. */
bool asks_server(int argc, char **argv);
/** EXIT_USAGE, said on standard error, when -o names a file that the command reads. */
mds_exit spare_inputs(const run *r);
/** MDS_EIO, and said, when -o names a file that is there already: a blank of that name has perhaps
 *  been filled in, so that only a new file is written. */
mds_status spare_existing(const run *r);
/** Whether two paths name one file, be it there already or not. */
bool same_target(const char *a, const char *b);
/** Sets the policy from --policy and the date from --as-of, SOURCE_DATE_EPOCH or the clock, and
 *  reads --lifecycle-data. EXIT_USAGE, and said, when there is no such policy or date; EXIT_INPUT
 *  when a file cannot be used. */
mds_exit settle(run *r);
/** Reads --vulnerability-data and matches it to the device of the forms; gives the deployment with
 *  what follows for its risks, and r->hits. Without the option nothing is changed. A file that is
 *  named and cannot be used is a failure, one in a folder is a warning and left out. MDS_EIO, and
 *  said, when the output would take the place of a file that was read. */
mds_status match_vulnerabilities(run *r, const mds_disclosure *const *forms, size_t count,
                                 const mds_deployment **deployment);
/** Says what was said of a file of a folder. Of one that cannot be used (\p status) it is no error:
 *  others may lie there. */
void pass_on_vulnerability_diags(run *r, const mds_diags *said, mds_status status);
/** The assessment of one device from what was read of it. */
mds_status assess_forms(run *r, const mds_disclosure *const *forms, size_t count,
                        const mds_deployment *deployment, const mds_risk_assessment **out);
/** From forms about one device to its assessment, with the run's options. */
mds_status assess_device(run *r, const char *const *paths, size_t count,
                         const mds_risk_assessment **out);
/** The cell of a column, named by its id: the order of columns is the table's own business. A
 *  column that is not there shows as a question mark, which a test looks for. */
const mds_cell *table_cell(const mds_table *table, size_t row, const char *column);
/** What others wrote, as one line that steers nothing (inert.h). Every text that is not of the
 *  catalog goes through this, through print_wrapped() or through an argument of print_text(). */
const char *shown_text(const run *r, const char *text);
/** How sure, in words: mds_probability_words(). */
const char *probability(const run *r, double value);
/** The text of table_cell(), shown. */
const char *cell_text(const run *r, const mds_table *table, size_t row, const char *column);
/** Writes a document to \p path; as a page, a section a table. */
mds_status write_document(run *r, const mds_document *document, mds_export_format format,
                          const char *path);
/** Tables of many devices. */
typedef struct listing {
    const char *kind;
    const char *title; /**< key of a text with one argument: \c of */
    const char *of;
    const mds_table *const *tables;
    size_t count;
} listing;
/** Writes them to \p path, with the catalog and the policy that made them. */
mds_status write_listing(run *r, const listing *list, mds_export_format format, const char *path);
/** Writes text to -o, or to standard output when there is none or it is "-". */
mds_status write_text(run *r, const char *text);

#endif

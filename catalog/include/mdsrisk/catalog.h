/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The catalog: capabilities, facts, forms, crosswalks, scenarios, effects, compensating controls,
 * evidence, policies and texts, as read-only structs.
 *
 * It is compiled in; a folder may replace any of its files (`--catalog DIR`).
 * docs/inside/catalog.md describes the files member by member. A loaded catalog is immutable and
 * may be shared between threads; every pointer reached from it lives until mds_catalog_free().
 * Records refer to each other by ordinal, an index into the array of that kind; MDS_NO_ORDINAL is
 * "none".
 */
#ifndef MDSRISK_CATALOG_H
#define MDSRISK_CATALOG_H

#include <mdsrisk/risk_records.h>
#include <mdsrisk/words.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_question_kind {
    MDS_QUESTION_CHOICE, /**< yes, no, n/a, see note */
    MDS_QUESTION_TEXT,
    MDS_QUESTION_DATE,
    MDS_QUESTION_HEADING, /**< a numbered line over others, without an answer of its own */
    MDS_QUESTION_KIND__COUNT
} mds_question_kind;

/** Which words answer a choice question. */
typedef enum mds_answer_set {
    MDS_ANSWERS_YES_NO_NA,  /**< yes, no, not applicable */
    MDS_ANSWERS_APPLICABLE, /**< applicable is yes, not applicable is no; there is no third */
    MDS_ANSWERS_CONFIRMED,  /**< yes, no, each with a date, up to two rounds, and a target date
                             */
    MDS_ANSWER_SET__COUNT
} mds_answer_set;

/** When a question applies: only if \c question was answered \c yes (or no). */
typedef struct mds_gate {
    uint32_t question; /**< MDS_NO_ORDINAL: always applies */
    bool yes;
    bool printed; /**< the form prints the condition; otherwise it is implied */
} mds_gate;

/** A line of a form. */
typedef struct mds_question {
    const char *id;   /**< "AUDT-2.8.1" */
    uint32_t section; /**< capability */
    uint32_t parent;  /**< question, or MDS_NO_ORDINAL */
    mds_question_kind kind;
    mds_text title; /**< our paraphrase, never the official wording */
    mds_gate gate;
    mds_answer_set answer_set; /**< of a choice question */
    mds_strings aliases;       /**< misprints of the id in published forms ("SHAD-15") */
    mds_strings bullet;        /**< match keys that a line without a number begins with, below its
                                    parent; empty: the line carries the id */
    const char *bullet_name;   /**< what that line is called, "IP-VPN"; "" without a bullet */
    mds_strings clauses;       /**< of the form's guideline, "6.5.C7"; of a bullet, those that it
                                    decides of the ones that the form prints */
    const uint32_t *na_after;  /**< questions that, all answered no, explain an n/a to this one */
    size_t na_after_count;
    mds_strings na_words; /**< match keys of a remark that explains an n/a to this one */
    mds_certainty certainty;
    bool optional; /**< a line that some vendors add: not missed where it is not */
    const char *printed_iec_80001_2_2, *printed_nist_800_53, *printed_iso_27002; /**< form's own */
} mds_question;

/** What a header field of a form means. */
typedef enum mds_device_field {
    MDS_DEVICE_MANUFACTURER,
    MDS_DEVICE_DESCRIPTION,
    MDS_DEVICE_MODEL,
    MDS_DEVICE_VERSION,
    MDS_DEVICE_DOCUMENT_ID,
    MDS_DEVICE_CONTACT,
    MDS_DEVICE_INTENDED_USE,
    MDS_DEVICE_DOCUMENT_DATE,
    MDS_DEVICE_FIELD__COUNT
} mds_device_field;

typedef enum mds_answer_word {
    MDS_WORD_YES,
    MDS_WORD_NO,
    MDS_WORD_NA,
    MDS_WORD_SEE_NOTE,
    MDS_WORD_PLACEHOLDER, /**< printed filler that means "nothing" */
    MDS_ANSWER_WORD__COUNT
} mds_answer_word;

/** How much of a form the catalog knows. */
typedef enum mds_form_completeness {
    MDS_COMPLETE,
    MDS_PARTIAL, /**< from the beginning to a certain item, as far as was seen */
    MDS_TOPICS,  /**< what it is about, but neither numbers nor wording: cannot be imported */
    MDS_COMPLETENESS__COUNT
} mds_form_completeness;

/** What a form prints for an answer. */
typedef enum mds_label {
    MDS_LABEL_YES,        /**< "Yes" */
    MDS_LABEL_NO,         /**< "No" */
    MDS_LABEL_NA,         /**< "N/A" */
    MDS_LABEL_APPLICABLE, /**< "" in a form without such questions */
    MDS_LABEL_NOT_APPLICABLE,
    MDS_LABEL__COUNT
} mds_label;

/** One edition of a disclosure form. */
typedef struct mds_form {
    const char *edition; /**< "mds2-2019", "jp-mds-4.1" */
    const char *name_ja; /**< "MDS Ver.4.1", in a Japanese text in place of the id; may be "" */
    const char *family;  /**< "mds2", "jp-mds", "jp-sds", "checklist-hospital", ...: its kind */
    mds_text title;
    const char *document; /**< "ANSI/NEMA HN 1-2019" */
    mds_certainty certainty;
    mds_form_completeness completeness;
    mds_text not_known; /**< what the catalog lacks of it; "" when complete */
    bool learned; /**< by a program, from the empty form: its numbers need not mean what they mean
                     in other editions of its kind */
    uint32_t guideline;            /**< whose clauses its questions name, or MDS_NO_ORDINAL */
    mds_strings title_marks;       /**< match keys in a heading that only this edition has */
    size_t expected_questions;     /**< 240 for MDS2-2019 */
    const mds_question *questions; /**< in the form's order */
    size_t question_count;
    uint32_t device_questions[MDS_DEVICE_FIELD__COUNT]; /**< or MDS_NO_ORDINAL */
    mds_strings
        header_labels[MDS_DEVICE_FIELD__COUNT];           /**< match keys of a field's label, where
                                                               the form has it outside its questions */
    const char *labels[MDS_LABEL__COUNT];                 /**< as the form prints its answers */
    mds_strings words[MDS_ANSWER_WORD__COUNT];            /**< match keys that mean each answer */
    mds_strings applicable_words[MDS_ANSWER_WORD__COUNT]; /**< the same for questions that ask
                                                             whether something applies */
    mds_strings answer_headings, note_headings;           /**< match keys of column headings */
} mds_form;

/** Relation of a question's yes-state to a fact, in the words of NIST IR 8477 (set theory). */
typedef enum mds_relation {
    MDS_RELATION_EQUAL,           /**< yes: true, no: false */
    MDS_RELATION_SUBSET_OF,       /**< yes: true, no: nothing */
    MDS_RELATION_SUPERSET_OF,     /**< yes: nothing, no: false */
    MDS_RELATION_INTERSECTS_WITH, /**< nothing either way: a lead, never evidence */
    MDS_RELATION_NOT_RELATED,     /**< nothing, and said so that nobody looks again */
    MDS_RELATION__COUNT
} mds_relation;

/** Who has looked at a relation. What is unreviewed or disputed is a lead and never evidence. */
typedef enum mds_review {
    MDS_REVIEW_AGREED,     /**< two independent readings agree */
    MDS_REVIEW_CHANGED,    /**< the second reading changed the first, with its reason */
    MDS_REVIEW_PROPOSED,   /**< the second reading added it; nobody has confirmed it */
    MDS_REVIEW_SINGLE,     /**< one reading, ours */
    MDS_REVIEW_DISPUTED,   /**< the readings differ */
    MDS_REVIEW_UNREVIEWED, /**< proposed by a program (`catalog learn`) */
    MDS_REVIEW__COUNT
} mds_review;

typedef struct mds_crosswalk_row {
    uint32_t question;
    uint32_t fact;
    mds_relation relation;
    bool inverse; /**< the relation holds to the fact's negation */
    mds_certainty certainty;
    mds_review review;
    const char *rationale;
} mds_crosswalk_row;

/** Crosswalk of one edition; rows by question, in the form's order. */
typedef struct mds_crosswalk {
    uint32_t form;
    const mds_crosswalk_row *rows;
    size_t row_count;
    const char *const *unmapped; /**< per question of the form: why it maps to no fact, or NULL */
} mds_crosswalk;

/** What a criterion for comparing bids measures on one assessment. */
typedef enum mds_measure {
    MDS_MEASURE_LARGEST_RRF,         /**< the device's RRF at R2 */
    MDS_MEASURE_INDEX_SAFETY,        /**< quantile of T at R2 by the impacts on one property; the */
    MDS_MEASURE_INDEX_EFFECTIVENESS, /**< three are in the order of mds_property */
    MDS_MEASURE_INDEX_SECURITY,
    MDS_MEASURE_OWN_SHARE,      /**< 1 - R1/R0 */
    MDS_MEASURE_ANSWERED_SHARE, /**< of the form's choice questions */
    MDS_MEASURE_SUPPORT_YEARS,  /**< from the assessment date to end of support */
    MDS_MEASURE_FACT_SHARE,     /**< of the criterion's facts */
    MDS_MEASURE__COUNT
} mds_measure;

/** One criterion for comparing bids, on a scale whose ends are fixed: 0 at worst, 1 at best, so
 *  that no other bid can change a bid's value. */
typedef struct mds_criterion {
    const char *id; /**< "worst-risk" */
    mds_text title;
    mds_text measured; /**< what is measured, for a reader */
    mds_measure measure;
    bool log10;            /**< the scale is logarithmic; both anchors are above 0 */
    double worst, best;    /**< anchors, in the measure's unit */
    double weight;         /**< by default */
    const uint32_t *facts; /**< of MDS_MEASURE_FACT_SHARE */
    size_t fact_count;
    mds_certainty certainty;
    mds_text rationale;
} mds_criterion;

/** What a question to experts is for. */
typedef enum mds_asked {
    MDS_ASKED_SEED,  /**< its answer is known: it shows how good the expert's answers are */
    MDS_ASKED_TARGET /**< a number of the catalog or the policy */
} mds_asked;
enum { MDS_ASKED__COUNT = MDS_ASKED_TARGET + 1 };

/** A question that is put to experts, who answer with quantiles (docs/method/elicitation.md). */
typedef struct mds_expert_question {
    const char *id; /**< "seed-nhs-trusts" */
    mds_asked asks;
    mds_text question;
    mds_text unit;            /**< what an answer counts: "hospitals of 1,000 a year" */
    bool log10;               /**< little is known on a logarithmic scale; least is above 0 */
    double least, most;       /**< what an answer can be */
    double realisation;       /**< of a seed, within least and most */
    const uint32_t *evidence; /**< of a seed: where the realisation was published */
    size_t evidence_count;
    const char *parameter, *of, *part; /**< of a target: the number, as mds_parameter names it */
    double per;                        /**< of a target: an answer is the number times this */
} mds_expert_question;

/** How an answer must be for a rule: definite answers only. */
typedef enum mds_lint_answer {
    MDS_LINT_YES,
    MDS_LINT_NO,
    MDS_LINT_NA,
    MDS_LINT_ANSWER__COUNT
} mds_lint_answer;

/** One answer of a rule; \c other: anything but it, an unknown answer included. */
typedef struct mds_lint_literal {
    uint32_t question;
    mds_lint_answer answer;
    bool other;
} mds_lint_literal;

/** Answers that cannot, or hardly, all be right together. */
typedef struct mds_lint_case {
    const mds_lint_literal *at;
    size_t count;
} mds_lint_case;

typedef struct mds_lint_rule {
    const char *id;            /**< "mpii-wireless-without-wireless" */
    mds_severity severity;     /**< warning: a contradiction; note: worth a question */
    const mds_lint_case *when; /**< any of them */
    size_t when_count;
    mds_text reason;
    const char *reason_key; /**< the reason as a text of the catalog: "lint.<id>" */
    mds_certainty certainty;
} mds_lint_rule;

/** What makes the answers of one edition doubtful. */
typedef struct mds_lint {
    uint32_t form;
    const mds_lint_rule *rules;
    size_t rule_count;
    double stale_years;     /**< an older document is reported */
    double open_share;      /**< so is a larger share of open questions */
    size_t same_answers;    /**< and a section of at least so many equal answers */
    mds_strings qualifiers; /**< match keys in a note that make a yes doubtful: "optional" */
} mds_lint;

/** How sure the days of a platform are. */
typedef enum mds_sure {
    MDS_SURE_HIGH,
    MDS_SURE_MEDIUM,
    MDS_SURE_LOW,
    MDS_SURE_UNKNOWN,
    MDS_SURE__COUNT
} mds_sure;

/** What kind of software a platform is. */
typedef enum mds_platform_kind {
    MDS_PLATFORM_OS,
    MDS_PLATFORM_DATABASE,
    MDS_PLATFORM_HYPERVISOR,
    MDS_PLATFORM_LIBRARY,
    MDS_PLATFORM_RUNTIME,
    MDS_PLATFORM_SERVER,
    MDS_PLATFORM_KIND__COUNT
} mds_platform_kind;

/** Most ends of one platform. */
enum { MDS_PLATFORM_ENDS = 16 };

/** An operating system, runtime or library that devices are built on, and when its maker stops
 *  mending it. Days are "2020-01-14"; "" where none is known. */
typedef struct mds_platform {
    const char *id;   /**< "windows-7" */
    const char *name; /**< "Windows 7 SP1" */
    mds_platform_kind kind;
    const char *mainstream_end;
    mds_strings security_ends; /**< last days of updates for everybody; several: the name alone does
                                    not say which edition is meant */
    mds_strings cycles;   /**< the same as endoflife.date names it, "windows/10-22h2": the first
                               is about the first of security_ends, and so on */
    const char *paid_end; /**< last day of updates that are bought */
    const char *paid_name;
    mds_strings words; /**< match keys as forms name it */
    mds_sure sure;
    const char *source, *remark;
    /** What a file of the user's says (mdsrisk/import_life.h); empty in a catalog. By the ends, ""
     * where nothing has changed: */
    mds_strings end_sources;       /**< file and place of the day */
    mds_strings ends_before;       /**< the day that it has replaced */
    const char *ended, *supported; /**< the file that says so without a day; "" */
} mds_platform;

/** A file of the user's that says when platforms end. */
typedef struct mds_life_file {
    const char *file;
    char sha256[65];
} mds_life_file;

/** A date in the life of a device from which documents are due. */
typedef enum mds_milestone {
    MDS_MILESTONE_SUPPORT, /**< from the beginning */
    MDS_MILESTONE_WARNING, /**< end of support within the policy's warning time */
    MDS_MILESTONE_END_OF_LIFE,
    MDS_MILESTONE_END_OF_SUPPORT,
    MDS_MILESTONE__COUNT
} mds_milestone;

/** A document that is due from a milestone on (IMDRF N60/N70). */
typedef struct mds_life_document {
    const char *id; /**< "eos-notice" */
    mds_milestone milestone;
    bool from_hospital; /**< else the manufacturer gives it */
    mds_text title, purpose;
    uint32_t fact; /**< a form's answer that says it exists, or MDS_NO_ORDINAL */
    mds_certainty certainty;
    mds_text rationale;
} mds_life_document;

/** Where a clause of a guideline went in a later edition. */
typedef struct mds_successor {
    uint32_t guideline; /**< ordinal */
    uint32_t clause;    /**< ordinal in it */
    mds_certainty certainty;
    const char *basis; /**< what says so */
} mds_successor;

/** A clause of a guideline that forms refer to. */
typedef struct mds_clause {
    const char *id;          /**< "6.5.C7", "SO-17-1" */
    mds_text label;          /**< as it is cited: "System operations 17-1" */
    mds_text title;          /**< our paraphrase, never the official wording */
    mds_text organisational; /**< what the hospital can do where the device offers nothing; "" when
                                a successor says it */
    const mds_successor *successors;
    size_t successor_count;
    mds_certainty certainty;
    const char *source;
} mds_clause;

/** One edition of a guideline: the safety guideline for medical information systems. */
typedef struct mds_guideline {
    const char *edition; /**< "mhlw-5.2" */
    mds_text title;
    const char *document;
    mds_certainty certainty;
    mds_text not_known; /**< what the catalog lacks of it; "" when nothing */
    const mds_clause *clauses;
    size_t clause_count;
} mds_guideline;

/** The answers that are possible for a question: bit 1 << mds_label of YES, NO and NA. */
typedef uint32_t mds_answer_bits;
#define MDS_MAY_YES ((mds_answer_bits)1 << MDS_LABEL_YES)
#define MDS_MAY_NO ((mds_answer_bits)1 << MDS_LABEL_NO)
#define MDS_MAY_NA ((mds_answer_bits)1 << MDS_LABEL_NA)
#define MDS_MAY_ANY (MDS_MAY_YES | MDS_MAY_NO | MDS_MAY_NA)

/** A question, and which answers to it are meant: "RMOT-2=no|na". */
typedef struct mds_answer_literal {
    uint32_t question;
    mds_answer_bits answers;
} mds_answer_literal;

/** All of its literals. */
typedef struct mds_answer_case {
    const mds_answer_literal *at;
    size_t count;
} mds_answer_case;

/** Answers on one side that leave only some answers to a question of the other: "ALOF-1 = yes
 *  entails 3 = yes". Holds when any of its cases holds. */
/** What a rule of a translation is good for. */
typedef enum mds_tier {
    MDS_TIER_ENTAILED,    /**< what follows is filled in */
    MDS_TIER_SUGGESTED,   /**< a person confirms what follows; never filled in */
    MDS_TIER_CONDITIONAL, /**< holds as soon as a person answers what is \c given */
    MDS_TIER__COUNT
} mds_tier;

typedef struct mds_translation_rule {
    bool to_left; /**< concludes on the left edition from answers of the right one; else reverse */
    mds_tier tier;
    const mds_answer_case *when;
    size_t when_count;
    mds_answer_case given; /**< answers of the edition that it concludes on, of the other tiers */
    const mds_answer_case *doubted_by; /**< answers that contradict \c when, any of the cases */
    size_t doubted_count;
    mds_answer_literal then; /**< several answers: it excludes the others and fills nothing */
    bool one_way; /**< is not read backwards: another answer to \c then does not deny \c when */
} mds_translation_rule;

/** How questions of two editions relate, as read by a person, and what follows. */
typedef struct mds_translation_row {
    const char *id;       /**< "3:ALOF-1"; unique in the file */
    const uint32_t *left; /**< questions */
    size_t left_count;
    const uint32_t *right;
    size_t right_count;
    mds_relation relation;             /**< of the left yes-state to the right one */
    mds_relation concept_relation;     /**< of what the questions are about (NIST IR 8477) */
    const mds_translation_rule *rules; /**< none: a lead that only helps a person */
    size_t rule_count;
    mds_strings
        note_blocks; /**< match keys: a note with one of them keeps the rules from being used */
    mds_text rationale;
    mds_review review;
    mds_certainty certainty;
} mds_translation_row;

/** Translation between two editions, both ways. */
typedef struct mds_translation {
    uint32_t left, right;            /**< forms */
    const mds_translation_row *rows; /**< by id */
    size_t row_count;
} mds_translation;

/** An answer of any edition of a family: "jp-mds:12.4=yes". */
typedef struct mds_family_literal {
    const char *family;
    const char *question; /**< id; an edition without it does not speak */
    mds_answer_bits answers;
} mds_family_literal;

typedef struct mds_family_case {
    const mds_family_literal *at;
    size_t count;
} mds_family_case;

/** What several forms about one device must not say together, or must have beside them. */
typedef struct mds_consistency_rule {
    const char *id;
    mds_severity severity;
    const mds_family_case *when; /**< any of them */
    size_t when_count;
    const char *missing; /**< family of the form that is then due; "": a contradiction */
    mds_text reason;
    const char *reason_key; /**< the reason as a text of the catalog: "consistency.<id>" */
    mds_certainty certainty;
    mds_text rationale;
} mds_consistency_rule;

/** Whose responsibility a word in a remark points to. */
typedef enum mds_responsible {
    MDS_RESPONSIBLE_MANUFACTURER,
    MDS_RESPONSIBLE_HOSPITAL,
    MDS_RESPONSIBLE_BOTH,  /**< to be settled between them */
    MDS_RESPONSIBLE_OTHER, /**< another system or its vendor */
    MDS_RESPONSIBLE__COUNT
} mds_responsible;

/** A word in a remark that moves responsibility: "option", "by the facility". */
typedef struct mds_responsibility_mark {
    const char *id;
    mds_strings words; /**< match keys that the remark contains */
    mds_responsible moves_to;
    mds_text title;
    mds_text contract_point; /**< what to settle in the maintenance contract */
    mds_certainty certainty;
    mds_text rationale;
} mds_responsibility_mark;

/** An example of a clause for the maintenance contract, for the user to edit. */
typedef struct mds_contract_clause {
    const char *id; /**< "cvss-urgent" */
    mds_text title, text;
    double cvss; /**< from this base score on; 0: not about a score */
    mds_certainty certainty;
    const char *source;
} mds_contract_clause;

/** A term of the field as the project uses it in both languages. */
typedef struct mds_term {
    const char *id; /**< "residual-risk" */
    mds_text title;
    mds_text source; /**< who uses it so */
    mds_certainty certainty;
    mds_text note;        /**< "" when there is nothing to say */
    mds_strings english;  /**< words, in small letters, by which a text has the term; none: no text
                               is held to it */
    mds_strings japanese; /**< such a text has one of these */
    mds_strings exceptions; /**< texts that rightly have none, by their place in `catalog terms` */
} mds_term;

typedef struct mds_catalog {
    const char *id, *version, *model; /**< "mdsrisk", "2026.1", "RM-1" */
    char sha256[65]; /**< of the lines "<sha256>  <file>\n" of all files, in manifest order */
    const mds_capability *capabilities;
    size_t capability_count;
    const mds_fact *facts;
    size_t fact_count;
    const mds_form *forms;
    size_t form_count;
    const mds_crosswalk *crosswalks; /**< one per form, same ordinals as forms */
    size_t crosswalk_count;
    const mds_rate_spread *spreads;
    size_t spread_count;
    const mds_rate *anchors; /**< by mds_country: intrusions that reach a hospital, per year */
    size_t anchor_count;
    const mds_route *routes;
    size_t route_count;
    const mds_group *groups;
    size_t group_count;
    const mds_patch_state *patch_states; /**< best first */
    size_t patch_state_count;
    const mds_vulnerability_class *vulnerability_classes;
    size_t vulnerability_class_count;
    const mds_scenario *scenarios;
    size_t scenario_count;
    const mds_effect *effects; /**< by scenario, then control */
    size_t effect_count;
    const mds_compensating *compensating;
    size_t compensating_count;
    const mds_evidence *evidence;
    size_t evidence_count;
    const mds_policy *policies;
    size_t policy_count;
    const mds_calibration *calibrations;
    size_t calibration_count;
    const mds_criterion *criteria;
    size_t criterion_count;
    const mds_expert_question *expert_questions; /**< seeds, then targets */
    size_t expert_question_count;
    const mds_platform *platforms;
    size_t platform_count;
    const mds_life_file *life_files; /**< whose days are among the platforms; none as loaded */
    size_t life_file_count;
    const mds_lint *lints; /**< at most one per form */
    size_t lint_count;
    const mds_life_document *documents;
    size_t document_count;
    const mds_guideline *guidelines;
    size_t guideline_count;
    const mds_translation *translations;
    size_t translation_count;
    const mds_consistency_rule *consistency;
    size_t consistency_count;
    const mds_responsibility_mark *responsibilities;
    size_t responsibility_count;
    const mds_contract_clause *contract;
    size_t contract_count;
    const mds_term *terms;
    size_t term_count;
    const struct mds_message *messages; /**< <mdsrisk/message.h>; by id */
    size_t message_count;
    const mds_mark *marks; /**< of choices */
    size_t mark_count;
    mds_strings words[MDS_WORDS__COUNT];
    const struct mds_catalog_index *index; /**< private: texts and look-ups */
} mds_catalog;

/** The catalog that is compiled in, with the files found in \p dir in place of their namesakes
 *  (\p dir may be NULL). MDS_ECATALOG with diagnostics when a record is unusable; memory and
 *  reading failures as usual. Free with mds_catalog_free(). */
MDS_NODISCARD MDS_API mds_status mds_catalog_load(mds_catalog **out, const char *dir,
                                                  mds_diags *diags);
/** NULL is allowed. */
MDS_API void mds_catalog_free(mds_catalog *catalog);

/** Integrity beyond what loading needs: every question reaches a fact or says why not, every
 *  control gives credit or says why not, every exposure opens or raises a scenario, no orphan, no
 *  duplicate, counts as the editions print, every text in every language. One diagnostic a
 *  finding; MDS_ECATALOG when there is an error. */
MDS_NODISCARD MDS_API mds_status mds_catalog_check(const mds_catalog *catalog, mds_diags *diags);

/** Ordinal by id, or MDS_NO_ORDINAL. */
MDS_API uint32_t mds_catalog_fact(const mds_catalog *catalog, const char *id);
MDS_API uint32_t mds_catalog_form(const mds_catalog *catalog, const char *edition);
MDS_API uint32_t mds_catalog_scenario(const mds_catalog *catalog, const char *id);
MDS_API uint32_t mds_catalog_compensating(const mds_catalog *catalog, const char *id);
MDS_API uint32_t mds_catalog_route(const mds_catalog *catalog, const char *id);
MDS_API uint32_t mds_catalog_policy(const mds_catalog *catalog, const char *id);
MDS_API uint32_t mds_catalog_guideline(const mds_catalog *catalog, const char *edition);
/** Clause of a guideline by id. */
MDS_API uint32_t mds_guideline_clause(const mds_guideline *guideline, const char *id);
/** The translation between two forms, whichever is left; MDS_NO_ORDINAL when there is none. */
MDS_API uint32_t mds_catalog_translation(const mds_catalog *catalog, uint32_t one, uint32_t other);
/** Question of a form by id or alias. */
MDS_API uint32_t mds_form_question(const mds_form *form, const char *id);

/** The text under \p key, in \p lang; the key itself when there is none. */
MDS_API const char *mds_catalog_text(const mds_catalog *catalog, mds_lang lang, const char *key);

/** Name of an enum's value as the catalog's files write it, e.g. "control", "subset_of"; also the
 *  last part of its text's key. */
MDS_API const char *mds_lang_name(mds_lang lang);
MDS_API const char *mds_question_kind_name(mds_question_kind kind);
MDS_API const char *mds_answer_word_name(mds_answer_word word);
MDS_API const char *mds_label_name(mds_label label);
MDS_API const char *mds_fact_kind_name(mds_fact_kind kind);
MDS_API const char *mds_relation_name(mds_relation relation);
MDS_API const char *mds_certainty_name(mds_certainty certainty);
MDS_API const char *mds_strength_name(mds_strength strength);
MDS_API const char *mds_country_name(mds_country country);
MDS_API const char *mds_closer_name(mds_closer closer);
MDS_API const char *mds_gate_role_name(mds_gate_role role);
MDS_API const char *mds_property_name(mds_property property);
MDS_API const char *mds_device_field_name(mds_device_field field);
MDS_API const char *mds_milestone_name(mds_milestone milestone);
MDS_API const char *mds_sure_name(mds_sure sure);
MDS_API const char *mds_measure_name(mds_measure measure);
MDS_API const char *mds_asked_name(mds_asked asked);
MDS_API const char *mds_answer_set_name(mds_answer_set set);
MDS_API const char *mds_form_completeness_name(mds_form_completeness completeness);
MDS_API const char *mds_review_name(mds_review review);
MDS_API const char *mds_tier_name(mds_tier tier);
MDS_API const char *mds_responsible_name(mds_responsible responsible);

/** A file of the compiled-in catalog, for `catalog export`. */
typedef struct mds_catalog_file {
    const char *name; /**< "forms/mds2-2019.json" */
    const unsigned char *bytes;
    size_t size;
    const char *sha256; /**< 64 hexadecimal digits */
} mds_catalog_file;

/** How many files are compiled in, and file \p i of them; manifest.json first, then its order. What
 *  the struct points to is static. */
MDS_API size_t mds_catalog_file_count(void);
MDS_API mds_catalog_file mds_catalog_file_at(size_t i);

/** Every key of the texts, in the order of the files; for the check and for reviewers. */
MDS_API size_t mds_catalog_text_count(const mds_catalog *catalog);
MDS_API const char *mds_catalog_text_key(const mds_catalog *catalog, size_t i);

#ifdef __cplusplus
}
#endif
#endif

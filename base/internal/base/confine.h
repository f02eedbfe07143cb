/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What a process of ours gives up before it reads what others wrote: privileges, system calls,
 * files. Linux alone; nothing that was given up comes back, for it or for what it starts. For
 * programs, not for the library: a process is its owner's to confine.
 */
#ifndef MDS_BASE_CONFINE_H
#define MDS_BASE_CONFINE_H

#include <stdbool.h>

/** Lists of system calls; base/confine/filters/filters.c says which are in each. */
typedef enum mds_confine_list {
    MDS_CONFINE_WORKER,      /**< read one descriptor, write another */
    MDS_CONFINE_COMMAND,     /**< read and write files, start threads and programs: no network */
    MDS_CONFINE_CLIENT,      /**< the same, and connections to servers, which it begins itself */
    MDS_CONFINE_NO_PROGRAMS, /**< on top of another list: starts none */
    MDS_CONFINE_READ_ONLY,   /**< the same, and changes no file by its name */
    MDS_CONFINE_LIST__COUNT
} mds_confine_list;

/** What may be done with a file, or with all below a folder. */
enum {
    MDS_CONFINE_READ = 1,
    MDS_CONFINE_WRITE = 2, /**< make, change, rename and remove; with the right to read */
    MDS_CONFINE_RUN = 4
};

/** From now on no program that is started gains rights (no_new_privs); without this there are no
 *  lists. False when the kernel refuses. */
bool mds_confine_privileges(void);
/** From now on only the calls of \p list. False where the kernel has no seccomp. */
bool mds_confine_calls(mds_confine_list list);

/** The kernel's version of Landlock; 0 where there is none. Below 2 it refuses every move from one
 *  folder to another. */
int mds_confine_files_version(void);
/** Begins a list of files, which mds_confine_files_end() puts into force; -1 without Landlock. */
int mds_confine_files_begin(void);
/** Adds the file or folder \p path with \p rights. One that is not there, or a pipe, needs none. */
void mds_confine_files_add(int files, const char *path, unsigned rights);
/** From now on only the files of the list, which ends here. False when the kernel refuses. */
bool mds_confine_files_end(int files);

#endif

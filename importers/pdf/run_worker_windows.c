/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On Windows the worker is this program, started again with one word; a job bounds what it may use.
 * Nothing of the job or the pipes outlives the call. */
#include "doc.h"

#include "importers/pdf_worker.h"

#include <windows.h>

/* As the worker's own bounds on Linux: bytes, and seconds of processor time. */
#define MOST_MEMORY ((SIZE_T)384 << 20)
#define MOST_SECONDS 60
/* More than the worker may write. */
enum { MOST_OUTPUT = 64 << 20 };

typedef struct exchange {
    HANDLE job, process;
    HANDLE in, out; /* what the worker reads and writes, this side */
    const unsigned char *bytes;
    size_t left;
} exchange;

static void close_handle(HANDLE *handle)
{
    if (*handle != NULL) {
        (void)CloseHandle(*handle);
        *handle = NULL;
    }
}

static HANDLE make_job(void)
{
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
    HANDLE job = CreateJobObjectW(NULL, NULL);

    limits.BasicLimitInformation.LimitFlags =
        JOB_OBJECT_LIMIT_ACTIVE_PROCESS | JOB_OBJECT_LIMIT_PROCESS_TIME |
        JOB_OBJECT_LIMIT_PROCESS_MEMORY | JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE |
        JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION;
    limits.BasicLimitInformation.ActiveProcessLimit = 1;
    limits.BasicLimitInformation.PerProcessUserTimeLimit.QuadPart = MOST_SECONDS * 10000000LL;
    limits.ProcessMemoryLimit = MOST_MEMORY;
    if (job != NULL && SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits,
                                               sizeof limits) == 0) {
        close_handle(&job);
    }
    return job;
}

/* A pipe whose end \p theirs the worker inherits. */
static bool make_pipe(HANDLE *ours, HANDLE *theirs, bool worker_reads)
{
    SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};

    return CreatePipe(worker_reads ? theirs : ours, worker_reads ? ours : theirs, &inherited,
                      1 << 16) != 0 &&
           SetHandleInformation(*ours, HANDLE_FLAG_INHERIT, 0) != 0;
}

/* Starts the program stopped, so that it is in the job before it does anything. */
static bool start(exchange *x, HANDLE read_end, HANDLE write_end)
{
    static WCHAR program[32768];
    WCHAR line[64];
    PROCESS_INFORMATION made = {0};
    STARTUPINFOW how = {.cb = sizeof how,
                        .dwFlags = STARTF_USESTDHANDLES,
                        .hStdInput = read_end,
                        .hStdOutput = write_end};

    (void)_snwprintf(line, sizeof line / sizeof *line, L"mdsrisk %hs", MDS_PDF_WORKER_WORD);
    if (GetModuleFileNameW(NULL, program, sizeof program / sizeof *program) == 0 ||
        CreateProcessW(program, line, NULL, NULL, TRUE, CREATE_NO_WINDOW | CREATE_SUSPENDED, NULL,
                       NULL, &how, &made) == 0) {
        return false;
    }
    const bool bound = AssignProcessToJobObject(x->job, made.hProcess) != 0 &&
                       ResumeThread(made.hThread) != (DWORD)-1;
    if (!bound) {
        (void)TerminateProcess(made.hProcess, 1);
    }
    (void)CloseHandle(made.hThread);
    x->process = made.hProcess;
    return bound;
}

/* In a thread of its own, since the worker may write before it has read all. */
static DWORD WINAPI feed(void *given)
{
    exchange *x = given;
    DWORD n = 0;

    while (x->left > 0 && WriteFile(x->in, x->bytes, x->left > 1 << 16 ? 1 << 16 : (DWORD)x->left,
                                    &n, NULL) != 0) {
        x->bytes += n;
        x->left -= n;
    }
    close_handle(&x->in);
    return 0;
}

static bool talk(exchange *x, mds_strbuf *lines)
{
    HANDLE thread = CreateThread(NULL, 0, feed, x, 0, NULL);
    char part[1 << 15];
    DWORD n = 0;
    DWORD code = 1;

    if (thread == NULL) {
        return false;
    }
    while (lines->status == MDS_OK && ReadFile(x->out, part, sizeof part, &n, NULL) != 0 && n > 0) {
        mds_strbuf_append(lines, part, n);
    }
    if (lines->status != MDS_OK) {
        (void)TerminateProcess(x->process, 1);
    }
    (void)WaitForSingleObject(x->process, INFINITE);
    (void)GetExitCodeProcess(x->process, &code);
    /* With the worker gone no write can wait. */
    (void)WaitForSingleObject(thread, INFINITE);
    (void)CloseHandle(thread);
    return lines->status == MDS_OK && code == 0;
}

mds_status mds_pdf__run_worker(mds_sv *out, mds_arena *arena, const mds_source *source)
{
    exchange x = {.bytes = mds_source_bytes(source), .left = mds_source_size(source)};
    HANDLE read_end = NULL;
    HANDLE write_end = NULL;
    mds_strbuf lines;

    mds_strbuf_init(&lines, MOST_OUTPUT);
    x.job = make_job();
    bool ok = x.job != NULL && make_pipe(&x.in, &read_end, true) &&
              make_pipe(&x.out, &write_end, false) && start(&x, read_end, write_end);
    close_handle(&read_end);
    close_handle(&write_end);
    ok = ok && talk(&x, &lines);
    close_handle(&x.in);
    close_handle(&x.out);
    close_handle(&x.process);
    close_handle(&x.job);
    mds_status status = ok ? MDS_OK : MDS_ESANDBOX;
    if (ok) {
        *out = (mds_sv){mds_strbuf_copy(&lines, arena), lines.n};
        status = out->p != NULL ? MDS_OK : mds_arena_status(arena);
    }
    mds_strbuf_finish(&lines);
    return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items of work over threads. What an item computes may not depend on who runs it or when. */
#include "simulate_parts.h"

#include <pthread.h>
#include <stdatomic.h>

typedef struct queue {
    mds_task task;
    void *payload;
    size_t count;
    atomic_size_t next;
} queue;

static void *work(void *payload)
{
    queue *q = payload;
    for (;;) {
        size_t item = atomic_fetch_add(&q->next, 1);
        if (item >= q->count) {
            return NULL;
        }
        q->task(q->payload, item);
    }
}

void mds_tasks__run(unsigned threads, size_t count, mds_task task, void *payload)
{
    pthread_t helper[MDS_THREADS_MOST];
    queue q = {.task = task, .payload = payload, .count = count};
    unsigned helpers = 0;

    atomic_init(&q.next, 0);
    while (helpers + 1 < threads && helpers + 1 < count &&
           pthread_create(&helper[helpers], NULL, work, &q) == 0) {
        helpers++;
    }
    (void)work(&q);
    for (unsigned i = 0; i < helpers; i++) {
        (void)pthread_join(helper[i], NULL);
    }
}

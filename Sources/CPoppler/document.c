// Opening a PDF, and what the libraries say while they read it.

#include "internal.h"

#include <gio/gio.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/// Lines for the log; a damaged document can have a million.
static const int said_max = 20;
static int said;

static int complaints;
static char first_complaint[200];
static char reason[200];

const char *quire_reason(void) { return reason; }

void quire_set_reason(const char *words) {
    strncpy(reason, words ? words : "", sizeof reason - 1);
}

int quire_complaints(void) { return complaints; }

const char *quire_first_complaint(void) {
    static char words[sizeof first_complaint];
    memcpy(words, first_complaint, sizeof words);
    first_complaint[0] = 0;
    return words;
}

/// poppler's words come as "Syntax error at position 1234: Unknown font tag 'F7'", its warnings with another word.
static void listen(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer unused) {
    (void)unused;
    if (!message) return;
    if (domain && strcmp(domain, "Poppler") == 0 && strstr(message, " error at position ")) {
        complaints++;
        if (!first_complaint[0]) strncpy(first_complaint, message, sizeof first_complaint - 1);
    }
    if (level & G_LOG_LEVEL_DEBUG || said >= said_max) return;
    said++;
    dprintf(2, "%.*s\n", 200, message);
}

void quire_prepare(void) {
    g_log_set_default_handler(listen, NULL);
    // A picture of a page is 35 MB and more. Given back to the kernel and taken again for the next page it costs as much
    // as decoding its JPEG: it stays, up to this much at the end of the heap.
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, 128 << 20);
    mallopt(M_TOP_PAD, 1 << 20);
    // fontconfig looks for a cache and settings there and complains when it finds none.
    if (!getenv("HOME")) setenv("HOME", "/nonexistent", 1);
}

static quire_result result_of(GError *error) {
    quire_result result = QUIRE_DAMAGED;
    if (error) {
        if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) result = QUIRE_ENCRYPTED;
        quire_set_reason(error->message);
        g_error_free(error);
    }
    return result;
}

/// In memory, as poppler reads a file in pieces of 256 bytes, which for pictures takes longer than to decode them.
static PopplerDocument *open_mapped(quire_document *made, GError **error) {
    GBytes *bytes = g_bytes_new_static(made->bytes, made->octets);
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, error);
    g_bytes_unref(bytes);
    return document;
}

/// As a stream, as poppler (22.12) tries a password in two encodings and dies of the second when it has the bytes.
static PopplerDocument *open_encrypted(quire_document *made, const char *password, GError **error) {
    GInputStream *stream = g_memory_input_stream_new_from_data(made->bytes, (gssize)made->octets, NULL);
    PopplerDocument *document =
        poppler_document_new_from_stream(stream, (goffset)made->octets, password, NULL, error);
    g_object_unref(stream);
    return document;
}

quire_result quire_document_open(int descriptor, size_t octets, const char *password, quire_document **document) {
    *document = NULL;
    quire_set_reason("");
    quire_document *made = calloc(1, sizeof *made);
    if (!made) return QUIRE_NO_MEMORY;
    made->bytes = mmap(NULL, octets, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (made->bytes == MAP_FAILED) {
        free(made);
        return QUIRE_NO_MEMORY;
    }
    made->octets = octets;
    GError *error = NULL;
    made->document = open_mapped(made, &error);
    if (!made->document && password && g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) {
        g_clear_error(&error);
        made->document = open_encrypted(made, password, &error);
    }
    if (!made->document) {
        quire_document_close(made);
        return result_of(error);
    }
    *document = made;
    return QUIRE_FINE;
}

void quire_document_close(quire_document *document) {
    if (document->document) g_object_unref(document->document);
    munmap(document->bytes, document->octets);
    free(document);
}

int quire_document_pages(quire_document *document) { return poppler_document_get_n_pages(document->document); }

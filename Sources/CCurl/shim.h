#pragma once

#include <curl/curl.h>
#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>

/* libcurl brings thirty libraries with it, which every process would load as it starts and keep.
   So it is not linked: who sends the first letter loads it. */

struct curl_functions {
    __typeof__(curl_global_init) *global_init;
    __typeof__(curl_easy_init) *easy_init;
    __typeof__(curl_easy_perform) *easy_perform;
    __typeof__(curl_easy_cleanup) *easy_cleanup;
    __typeof__(curl_easy_strerror) *easy_strerror;
    __typeof__(curl_slist_append) *slist_append;
    __typeof__(curl_slist_free_all) *slist_free_all;
    /* Takes its value as a variadic argument, which Swift cannot pass: see curl_set_… */
    void *easy_setopt;
};

/* Whether the library and all of these are there. */
static inline bool curl_load(struct curl_functions *functions) {
    void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        return false;
    }
    functions->global_init = dlsym(library, "curl_global_init");
    functions->easy_init = dlsym(library, "curl_easy_init");
    functions->easy_perform = dlsym(library, "curl_easy_perform");
    functions->easy_cleanup = dlsym(library, "curl_easy_cleanup");
    functions->easy_strerror = dlsym(library, "curl_easy_strerror");
    functions->slist_append = dlsym(library, "curl_slist_append");
    functions->slist_free_all = dlsym(library, "curl_slist_free_all");
    functions->easy_setopt = dlsym(library, "curl_easy_setopt");
    return functions->global_init && functions->easy_init && functions->easy_perform &&
        functions->easy_cleanup && functions->easy_strerror && functions->slist_append &&
        functions->slist_free_all && functions->easy_setopt;
}

typedef CURLcode (*curl_setter)(CURL *, CURLoption, ...);

static inline void curl_set_text(void *set, CURL *transfer, CURLoption option, const char *value) {
    ((curl_setter)set)(transfer, option, value);
}

static inline void curl_set_number(void *set, CURL *transfer, CURLoption option, long value) {
    ((curl_setter)set)(transfer, option, value);
}

static inline void curl_set_pointer(void *set, CURL *transfer, CURLoption option, void *value) {
    ((curl_setter)set)(transfer, option, value);
}

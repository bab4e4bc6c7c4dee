#pragma once

#include <curl/curl.h>
#include <stdio.h>

/* curl_easy_setopt takes its value as a variadic argument, which Swift cannot pass. */

static inline CURLcode curl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_number(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_file(CURL *handle, CURLoption option, FILE *value) {
    return curl_easy_setopt(handle, option, value);
}

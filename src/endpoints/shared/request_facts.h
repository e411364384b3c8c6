// Small questions that many pages ask about a request.
#pragma once

#include "pure/http/request.h"
#include "pure/i18n/language.h"

#include <string>
#include <string_view>

namespace ekiben::endpoints {

/// The visitor's language, by Accept-Language.
i18n::Language visitor_language(const http::Request& request);

/// True when ActivityPub's form of a page is wanted (federation items 31-33).
bool wants_activity(const http::Request& request);

bool accepts_gzip(const http::Request& request);

/// True when a person probably reads the answer: HTML is acceptable, or nothing else was named on a GET.
bool wants_html(const http::Request& request);

/// Host as it was sent, in lower case; empty when there is none.
std::string request_host(const http::Request& request);

/// True for "localhost", 127.0.0.0/8, [::1] and any other literal address, with or without a port: names that nobody can point at us by
/// DNS (rebinding).
bool is_address_literal(std::string_view host);

/// "application/x-www-form-urlencoded" POSTs must come from our own pages: Sec-Fetch-Site when the browser sends it, else Origin, compared
/// with `origin` ("https://social.example"). A browser that sends neither is not refused here: the form token decides.
bool comes_from_elsewhere(const http::Request& request, std::string_view origin);

} // namespace ekiben::endpoints

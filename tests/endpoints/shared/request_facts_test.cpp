#include "endpoints/shared/request_facts.h"

#include <catch_amalgamated.hpp>

using namespace ekiben;
using namespace ekiben::endpoints;

namespace {
http::Request request_with(std::initializer_list<std::pair<const char*, const char*>> fields, http::Method method = http::Method::get) {
  http::Request request;
  request.method = method;
  for (const auto& [name, value] : fields) {
    request.headers.add(name, value);
  }
  return request;
}
} // namespace

TEST_CASE("address literals and localhost cannot be rebound by DNS, names can") {
  for (const char* host : {"127.0.0.1", "127.0.0.1:8080", "localhost", "localhost:80", "[::1]", "[::1]:8080", "192.0.2.7"}) {
    INFO(host);
    CHECK(is_address_literal(host));
  }
  for (const char* host :
       {"", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "[::1", "0x7f.1", "127.1", "2130706433"}) {
    INFO(host);
    CHECK_FALSE(is_address_literal(host));
  }
}

TEST_CASE("a form from elsewhere is known by Sec-Fetch-Site or Origin") {
  const std::string_view here = "https://social.example";
  CHECK_FALSE(comes_from_elsewhere(request_with({{"Origin", "https://social.example"}, {"Sec-Fetch-Site", "same-origin"}}), here));
  CHECK_FALSE(comes_from_elsewhere(request_with({}), here)); // a text browser: the form token decides
  CHECK(comes_from_elsewhere(request_with({{"Sec-Fetch-Site", "cross-site"}}), here));
  CHECK(comes_from_elsewhere(request_with({{"Sec-Fetch-Site", "same-site"}, {"Origin", "https://social.example"}}), here));
  CHECK(comes_from_elsewhere(request_with({{"Origin", "null"}}), here));
  CHECK(comes_from_elsewhere(request_with({{"Origin", "https://social.example.evil.example"}}), here));
  CHECK(comes_from_elsewhere(request_with({{"Origin", "http://social.example"}}), here));
}

TEST_CASE("people get pages, programs get a line of JSON") {
  CHECK(wants_html(request_with({{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}})));
  CHECK(wants_html(request_with({})));
  CHECK(wants_html(request_with({{"Accept", "*/*"}})));
  CHECK_FALSE(wants_html(request_with({{"Accept", "application/activity+json"}})));
  CHECK_FALSE(wants_html(request_with({{"Accept", "application/json"}})));
  CHECK_FALSE(wants_html(request_with({}, http::Method::post)));
  CHECK_FALSE(wants_html(request_with({{"Accept", "*/*"}}, http::Method::post)));
  CHECK(wants_html(request_with({{"Accept", "text/html"}}, http::Method::post)));
}

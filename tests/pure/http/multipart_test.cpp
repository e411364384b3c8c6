#include "pure/http/multipart.h"

#include <catch_amalgamated.hpp>
#include <string>

using ekiben::ErrorKind;
using namespace ekiben::http;

namespace {
const std::string kType = "multipart/form-data; boundary=----x7";
std::string part(std::string_view head, std::string_view content) {
  return "------x7\r\n" + std::string(head) + "\r\n\r\n" + std::string(content) + "\r\n";
}
const std::string kEnd = "------x7--\r\n";
} // namespace

TEST_CASE("fields and files of a browser's form are found in order") {
  const std::string body =
      part("Content-Disposition: form-data; name=\"text\"", "駅弁\r\n2行目") +
      part("Content-Disposition: form-data; name=\"media\"; filename=\"a \xe5\xbc\x81.jpg\"\r\nContent-Type: image/jpeg",
           "\xff\xd8\r\n--\x00") +
      part("Content-Disposition: form-data; name=\"media\"; filename=\"\"\r\nContent-Type: application/octet-stream", "") + kEnd;
  const auto form = parse_multipart(kType, body);
  REQUIRE(form);
  CHECK(form->fields.value("text") == "駅弁\r\n2行目");
  REQUIRE(form->files.size() == 1);
  CHECK(form->files[0].name == "media");
  CHECK(form->files[0].file_name == "a 弁.jpg");
  CHECK(form->files[0].content_type == "image/jpeg");
  CHECK(form->files[0].bytes.starts_with("\xff\xd8"));
}

TEST_CASE("a quoted boundary, an empty field and a quote in a name are read") {
  const auto form = parse_multipart("Multipart/Form-Data; charset=utf-8; boundary=\"----x7\"",
                                    part("content-disposition: form-data; name=\"a%22b\"", "") + kEnd);
  REQUIRE(form);
  CHECK(form->fields.has("a\"b"));
}

TEST_CASE("what is not whole or not multipart is refused") {
  const std::string good = part("Content-Disposition: form-data; name=\"a\"", "b");
  CHECK(parse_multipart(kType, good + kEnd));
  CHECK(parse_multipart(kType, good).error().kind == ErrorKind::invalid);
  CHECK_FALSE(parse_multipart(kType, ""));
  CHECK_FALSE(parse_multipart(kType, "preamble\r\n" + good + kEnd));
  CHECK_FALSE(parse_multipart("multipart/form-data", good + kEnd));
  CHECK_FALSE(parse_multipart("multipart/form-data; boundary=" + std::string(71, 'x'), good + kEnd));
  CHECK_FALSE(parse_multipart("multipart/mixed; boundary=----x7", good + kEnd));
  CHECK_FALSE(parse_multipart(kType, part("Content-Disposition: form-data", "b") + kEnd));
  CHECK_FALSE(parse_multipart(kType, part("Content-Disposition: attachment; name=\"a\"", "b") + kEnd));
  CHECK_FALSE(parse_multipart(kType, part("Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64", "b") + kEnd));
  CHECK_FALSE(parse_multipart(kType, part("Content-Disposition: form-data; name=\"a\"", "\xff") + kEnd));
  for (std::size_t cut = 0; cut < good.size(); cut++) {
    CHECK_FALSE(parse_multipart(kType, good.substr(0, cut)));
  }
}

TEST_CASE("B37 the number of parts and the length of heads and fields are bounded") {
  std::string many;
  for (int i = 0; i < 65; i++) {
    many += part("Content-Disposition: form-data; name=\"a\"", "b");
  }
  CHECK(parse_multipart(kType, many + kEnd).error().kind == ErrorKind::too_large);
  CHECK_FALSE(parse_multipart(kType, part("Content-Disposition: form-data; name=\"" + std::string(9000, 'n') + "\"", "b") + kEnd));
  CHECK(parse_multipart(kType, part("Content-Disposition: form-data; name=\"a\"", std::string(300'000, 't')) + kEnd).error().kind ==
        ErrorKind::too_large);
}

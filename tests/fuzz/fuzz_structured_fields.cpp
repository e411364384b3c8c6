// A stranger's Signature-Input, Signature and Content-Digest (RFC 9421, RFC 9530, RFC 9651).
#include "pure/signatures/digest.h"
#include "pure/signatures/signature.h"
#include "pure/signatures/structured_fields.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace ekiben;
using namespace ekiben::signatures;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The first line is Signature-Input, the second Signature, the third Content-Digest, the rest the body.
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const auto take_line = [&rest] {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return std::string(line);
  };
  http::Request request;
  request.method = http::Method::post;
  request.method_text = "POST";
  request.target = "/inbox?a";
  request.headers.add("host", "a.example");
  const auto input = take_line();
  request.headers.add("signature-input", input);
  request.headers.add("signature", take_line());
  request.headers.add("content-digest", take_line());
  request.body = rest;
  if (const auto dictionary = structured::parse_dictionary(input)) {
    for (const auto& member : *dictionary) {
      // What is written again is read again to the same text.
      const auto* list = member.inner_list();
      const auto text =
          list != nullptr ? structured::format_inner_list(*list) : structured::format_item(std::get<structured::Item>(member.value));
      const auto again = structured::parse_dictionary("a=" + text);
      if (text.size() + 2 <= structured::kMaxFieldBytes && (!again || again->size() != 1)) {
        std::abort();
      }
    }
  }
  const auto claim = read_claim(request, {"https", "a.example"}, Time(std::chrono::seconds(1'795'521'600)));
  if (claim && (claim->signed_texts.size() != 1 || !check_content_digest(request.headers, request.body))) {
    std::abort();
  }
  return 0;
}

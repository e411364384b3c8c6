// A stranger's Signature and Digest headers (draft-cavage).
#include "pure/signatures/cavage_header.h"
#include "pure/signatures/digest.h"
#include "pure/signatures/signature.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace ekiben;
using namespace ekiben::signatures;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The first line is the Signature header, the second the Digest, the rest the body.
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto first = std::min(input.find('\n'), input.size());
  const auto second = std::min(input.find('\n', first + 1), input.size());
  http::Request request;
  request.method = http::Method::post;
  request.method_text = "POST";
  request.target = "/inbox?a";
  request.headers.add("host", "a.example");
  request.headers.add("date", "Tue, 24 Nov 2026 12:00:00 GMT");
  request.headers.add("signature", std::string(input.substr(0, first)));
  if (first < input.size()) {
    request.headers.add("digest", std::string(input.substr(first + 1, second - first - 1)));
  }
  request.body = second < input.size() ? std::string(input.substr(second + 1)) : std::string();
  const auto header = parse_cavage_header(input.substr(0, first));
  const auto claim = read_claim(request, {"https", "a.example"}, Time(std::chrono::seconds(1'795'521'600)));
  // A claim comes only from a header that was read, covers a digest, and that digest fits.
  if (claim && (!header || claim->signed_texts.empty() || std::ranges::find(header->covered, "digest") == header->covered.end() ||
                !check_digest(request.headers, request.body))) {
    std::abort();
  }
  return 0;
}

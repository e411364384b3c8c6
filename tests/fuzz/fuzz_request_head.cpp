// The gate: any bytes, cut anywhere, must give requests that can be written down in one way only, or a refusal.
#include "pure/http/grammar.h"
#include "pure/http/request_reader.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using namespace ekiben::http;

namespace {

void demand(bool good) {
  if (!good) {
    std::abort();
  }
}

void check_head(const RequestHead& head) {
  const auto& request = head.request;
  demand(request.target.starts_with('/') && request.target.size() <= HeadLimits{}.max_target);
  demand(!(head.chunked && head.content_length));
  demand(request.headers.count("host") == 1 || head.old_version);
  demand(request.headers.count("transfer-encoding") <= 1 && request.headers.count("content-length") <= 1);
  for (const auto& [name, value] : request.headers.fields()) {
    demand(is_token(name) && is_field_value(value) && value == trim_whitespace(value));
  }
}

/// What came out, as one text: the same for every way of cutting.
std::string read_all(std::string_view input, std::size_t piece) {
  constexpr std::size_t kMaxBody = 4096;
  RequestReader reader;
  std::string waiting;
  std::string seen;
  for (std::size_t at = 0; at < input.size(); at += piece) {
    waiting.append(input.substr(at, piece));
    while (true) {
      const auto step = reader.in_body() ? reader.read_body(waiting, kMaxBody) : reader.read_head(waiting, HeadLimits{});
      demand(step.consumed <= waiting.size());
      waiting.erase(0, step.consumed);
      if (step.event == RequestReader::Event::refused) {
        demand(step.refusal.status >= 400 && step.refusal.status < 600);
        return seen;
      }
      if (step.event == RequestReader::Event::head) {
        check_head(reader.head());
      }
      if (step.event == RequestReader::Event::request || (step.event == RequestReader::Event::head && !reader.head().has_body())) {
        const auto request = reader.take_request();
        demand(request.body.size() <= kMaxBody);
        seen.append(request.method_text).append(" ").append(request.target).append(" ").append(request.body).append("\n");
      } else if (step.event == RequestReader::Event::more) {
        demand(waiting.empty());
        break;
      }
    }
  }
  return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto whole = read_all(input, size + 1);
  demand(read_all(input, 1) == whole);
  demand(read_all(input, 7) == whole);
  return 0;
}

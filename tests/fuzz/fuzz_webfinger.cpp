// Foreign JRDs, and the resources that strangers ask for.
#include "pure/activitypub/webfinger.h"
#include "pure/text/url.h"

#include <cstdint>
#include <cstdlib>

using namespace ekiben;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto found = activitypub::read_webfinger(text);
  if (found && (found->subject.empty() || !text::parse_identifier(found->actor))) {
    std::abort();
  }
  const auto question = activitypub::read_webfinger_resource(text);
  if (question && question->kind == activitypub::WebFingerQuestion::Kind::handle && (question->user.empty() || question->domain.empty())) {
    std::abort();
  }
  return 0;
}

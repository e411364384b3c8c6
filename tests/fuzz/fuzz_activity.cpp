// Foreign activities: what is read is bounded, and has an actor that is an id.
#include "pure/activitypub/limits.h"
#include "pure/activitypub/read_activity.h"
#include "pure/text/url.h"

#include <cstdint>
#include <cstdlib>

using namespace ekiben;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto activity = activitypub::parse_activity({reinterpret_cast<const char*>(data), size});
  if (activity && (!text::parse_identifier(activity->actor) || activity->actor.size() > activitypub::kMaxIdBytes ||
                   activity->id.size() > activitypub::kMaxIdBytes || activity->object.id.size() > activitypub::kMaxIdBytes ||
                   (activitypub::is_said_by(*activity, "https://nobody.example/") && activity->actor != "https://nobody.example/"))) {
    std::abort();
  }
  return 0;
}

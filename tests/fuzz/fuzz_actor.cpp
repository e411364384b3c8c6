// Foreign actors and keys: what is read is bounded, its inboxes are on its own host, its keys decode or fail quietly.
#include "pure/activitypub/limits.h"
#include "pure/activitypub/read_actor.h"
#include "pure/json/json.h"
#include "pure/json/parse.h"
#include "pure/text/url.h"

#include <cstdint>
#include <cstdlib>

using namespace ekiben;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = json::parse({reinterpret_cast<const char*>(data), size});
  if (!document) {
    return 0;
  }
  for (const activitypub::ActorKey& key : activitypub::read_keys(*document)) {
    (void)activitypub::decode_key(key);
  }
  const auto actor = activitypub::read_actor(*document);
  if (actor && (!text::same_origin(actor->id, actor->inbox) || actor->keys.size() > activitypub::kMaxKeys ||
                actor->also_known_as.size() > activitypub::kMaxAliases || actor->summary.size() > activitypub::kMaxSummaryBytes)) {
    std::abort();
  }
  return 0;
}

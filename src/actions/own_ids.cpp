#include "actions/own_ids.h"

#include "store/read_instance.h"
#include "store/read_profile.h"

namespace ekiben::actions {

Result<Ourselves> load_ourselves(const store::Reader& reader) {
  EKIBEN_TRY(const auto instance, store::find_instance(reader));
  EKIBEN_TRY(const auto owner, store::find_owner(reader));
  if (!instance || !owner) {
    return fail(ErrorKind::unavailable, "nobody lives here yet");
  }
  return Ourselves{*instance, *owner, domain::LocalIds(instance->base_url, owner->handle)};
}

} // namespace ekiben::actions

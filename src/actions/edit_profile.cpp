#include "actions/edit_profile.h"

#include "store/instance_table.h"
#include "store/read_profile.h"
#include "store/writer.h"

namespace ekiben::actions {

Result<void> edit_profile(const Context& context, const ProfileEdit& edit) {
  return context.writer.run([&edit](store::Transaction& transaction) -> Result<void> {
    EKIBEN_TRY(auto owner, store::find_owner(transaction));
    if (!owner) {
      return fail(ErrorKind::not_found, "there is no owner yet");
    }
    owner->name = edit.name;
    owner->bio = edit.bio;
    owner->language = edit.language;
    owner->approves_followers = edit.approves_followers;
    return store::update_owner(transaction, *owner);
  });
}

} // namespace ekiben::actions

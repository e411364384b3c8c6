#include "actions/load_post.h"

#include "store/read_posts.h"

namespace ekiben::actions {

Result<domain::Post> load_post(const store::Reader& reader, Id id) {
  EKIBEN_TRY(auto post, store::find_post(reader, id));
  if (!post) {
    return fail(ErrorKind::not_found, "the post is not there");
  }
  return *std::move(post);
}

} // namespace ekiben::actions

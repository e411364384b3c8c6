// What a job on the writer may do. Made by the writer alone.
#pragma once

#include "base/clock.h"
#include "base/id.h"
#include "store/changes.h"
#include "store/reader.h"

namespace ekiben::store {

/// Reads (it is a Reader: all questions work on it and see what the job has written) and writes (functions of the *_table.h headers).
/// Belongs to the writer's thread and to one job; never keep it.
class Transaction : public Reader {
public:
  /// Wall time when the job began; the same during the whole job.
  virtual Time now() const = 0;

  /// milliseconds << 16 | n, greater than every id issued before, in this process or an earlier one, even when the clock stepped back.
  virtual Id next_id() = 0;

  /// Rings the bell of `kind` after the commit; forgotten when the job fails. Table functions note their own kind: actions need not.
  virtual void note_change(Change kind) = 0;

  /// Something that strangers can see has changed: cached answers end with the commit. Table functions do it themselves.
  virtual void note_public_change() = 0;

protected:
  using Reader::Reader;
  ~Transaction() = default;
};

} // namespace ekiben::store

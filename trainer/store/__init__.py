"""What has happened: every review, and what the learner saved or changed, for years.

To be read in this order: log.py holds lines and what it takes to get them on a disk, lock.py lets one write at a time,
logs.py is a folder of them, numbers.py tells which are missing, and tinydb.py makes tables of it, with touched.py for
its updaters: whoever has read these knows what happens to a change. shapes.py is what a line must say to be read,
usual.py reads the most frequent kind sooner, and ahead.py lets a second process read half of a long history; device.py
is the name that this machine writes under, merge.py makes one history of many. documents.py, review.py and event.py are
what stands in the tables; store.py and notes.py are what the program speaks to. care/ looks after all of it: backup,
restore, doctor, export.

A data folder holds log/, which is the truth and may be copied and shared, and local/, which belongs to this machine and
can be made again.

The store promises, each with a test of that name in tests/store/test_promises.py:

1. What returned is on the disk.
2. A transaction is one line: all of it or nothing, in memory as on the disk.
3. A line in the log is never changed or removed; only an unfinished one at the end is cut off, after a copy.
4. What failed was not saved, says so in one sentence, and succeeds at a later try with the same id.
5. The snapshot holds nothing that the logs lack, and can be thrown away.
6. Reading a line twice changes nothing.
7. Two programs at once see each other's changes and lose none.
8. Undo puts back exactly what was, and is refused where the card has changed since.
9. Nothing damaged is skipped silently, and everything behind it is read; so is a line that no trainer writes.
10. What one review costs, and what opening costs, does not grow with the history.

And of what is not one folder on one machine (test_strangers.py, test_restore.py, test_other_machines.py):

11. Whatever a line or a backup says, the next start works, and what is sound in it is taken in.
12. A restore is all or nothing, wherever it is cut off; what was open before it writes nothing into what came after it.
13. A folder that was copied whole, with the name of its device, loses nothing on either machine.

TinyDB's own tests pass on it (tests/store/own_suite.py), but for these: there is no query cache, which would not see
what another process writes; ids do not count from 1, which would collide between devices; a table is there once it has
a document; and in a lazy table an id that is given is not looked for first.
"""

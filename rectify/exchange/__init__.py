"""Files in and out, whatever their rows mean.

The way of a file, the same for every noun (`issues.importing`, `petitions.importing`):

1. **Receive** — `forms`, then `receiving.receive`: judged, kept (`storage`), its
   reading owed. The same bytes for the same target are the import they already are.
2. **Read** — `receiving.read`, in a worker: `limited` has `reading_process` parse the file with the
   `readers`; `screening` strikes words about persons; `parsed` carries rows and pieces as JSON into
   `StagedImport` (`models`). Rows never change from here on.
3. **Look** — the noun lays the answers over the rows (its `drafts`), asks (`doubts`), compares with
   what is stored (`compare`): its `looking.look_at`. A small import is looked at `whole` whenever
   it is shown. Of a large one (`models.LARGE` rows) a worker keeps the look (`looks`, the noun's
   `kept`): `index` reads it back, `sql` fetches the few rows a page shows.
4. **Answer** — the noun's `services.answer`, `correct`, `take_back` over `answering`: one answer at
   a time, signed; of a large import the worker looks again after each.
5. **Confirm** — `asking.confirm`: a small import is written at once by the noun's
   `services.confirm`; of a large one the wish is noted (`writing`), and open doubts are refused at
   once.
6. **Carry out** — `carrying`, in a worker, on a duty of `work`: calls the very same
   `services.confirm` for the person who asked, or turns the import back with a sentence.
7. **Receipt, undo** — `services.close` numbers the receipt (`receipts`); `asking.undo` goes the way
   of `confirm` to the noun's `undoing`, then `services.reopen`.

`services` holds the row and moves its states; a preview nobody wants is given up and taken up again
there. Pages: `pages` (ways in, the wait), `viewing` (what a URL asks of a preview), `pane` (the
source beside the readings), `previewing` (preview to receipt), `unwanted` (given up; faults to
take along: `faults`, `marking`). Commands: `commanding`. Out: `writers`, `downloads`.
"""

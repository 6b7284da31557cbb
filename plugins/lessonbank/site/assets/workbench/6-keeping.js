/* Sessions on this device: `lessonbank.openSessions()` resolves to a store in IndexedDB, or in memory
   where the browser has none. `lessonbank.forgetSessions()` deletes all. Each change is written at once; while one is written, only the newest of
   the next ones waits. */
(() => {
  "use strict";
  if (lessonbank.openSessions !== undefined) return;

  const [STORE, VERSION] = ["sessions", 1];
  /** The store of this bank. A browser may have one for all folders and banks. */
  const name = () => `lessonbank-workbench-${document.head.querySelector("meta[name=lessonbank]")?.getAttribute("content") ?? ""}`;

  const done = (request) =>
    new Promise((settle, fail) => {
      request.addEventListener("success", () => settle(request.result));
      request.addEventListener("error", () => fail(request.error));
      request.addEventListener("blocked", () => fail(new Error("blocked")));
    });

  const open = async () => {
    const request = indexedDB.open(name(), VERSION);
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE, { keyPath: "id" }));
    const database = await done(request);
    // Another tab that forgets everything is not held up by this one.
    database.addEventListener("versionchange", () => database.close());
    return database;
  };

  class Memory {
    keeps = false;
    #all = new Map();

    async all() {
      return [...this.#all.values()];
    }
    async put(session) {
      this.#all.set(session.id, session);
      return false;
    }
    async drop(id) {
      this.#all.delete(id);
    }
    async forget() {
      this.#all.clear();
    }
  }

  class Database {
    keeps = true;
    #next = null;
    /** @type {Promise<boolean> | null} */
    #writing = null;

    constructor(database) {
      this.database = database;
    }

    #store(mode) {
      return this.database.transaction(STORE, mode, { durability: "strict" }).objectStore(STORE);
    }

    /** Return the sessions, the one changed last first. */
    async all() {
      const found = await done(this.#store("readonly").getAll());
      return found.sort((one, other) => (other.changed ?? 0) - (one.changed ?? 0));
    }

    /** Write a session. Resolve to whether it, or a newer one, is kept. */
    async put(session) {
      this.#next = { ...session, changed: Date.now() };
      this.#writing ??= this.#write();
      return this.#writing;
    }

    async #write() {
      try {
        while (this.#next) {
          const next = this.#next;
          this.#next = null;
          await done(this.#store("readwrite").put(next));
        }
        return true;
      } catch (error) {
        console.debug(error);
        this.keeps = false;
        return false;
      } finally {
        this.#writing = null;
      }
    }

    async drop(id) {
      await this.#writing;
      await done(this.#store("readwrite").delete(id));
    }

    /** Delete everything, the store itself too. */
    async forget() {
      this.#next = null;
      await this.#writing;
      this.database.close();
      await lessonbank.forgetSessions();
      this.database = await open();
    }
  }

  /** Delete all sessions of this bank. Resolve to whether none is left. */
  lessonbank.forgetSessions = async () => {
    try {
      await done(indexedDB.deleteDatabase(name()));
      return true;
    } catch (error) {
      console.debug(error);
      return false;
    }
  };

  lessonbank.openSessions = async () => {
    try {
      return new Database(await open());
    } catch (error) {
      console.debug(error);
      return new Memory();
    }
  };
})();

// The events of the system that ask to open documents and links. The handler takes the
// place of AppKit's own, which is set before this notification.

#import <AppKit/AppKit.h>
#include "_cgo_export.h"

@interface TarikhOpener : NSObject
@end

@implementation TarikhOpener

- (void)launching:(NSNotification *)notification {
	[[NSAppleEventManager sharedAppleEventManager] setEventHandler:self
	                                                   andSelector:@selector(open:reply:)
	                                                 forEventClass:kCoreEventClass
	                                                    andEventID:kAEOpenDocuments];
	[[NSAppleEventManager sharedAppleEventManager] setEventHandler:self
	                                                   andSelector:@selector(link:reply:)
	                                                 forEventClass:kInternetEventClass
	                                                    andEventID:kAEGetURL];
}

- (void)link:(NSAppleEventDescriptor *)event reply:(NSAppleEventDescriptor *)reply {
	NSString *link = [[event paramDescriptorForKeyword:keyDirectObject] stringValue];
	if (link != nil) {
		openedBySystem((char *)[link UTF8String]);
	}
}

- (void)open:(NSAppleEventDescriptor *)event reply:(NSAppleEventDescriptor *)reply {
	NSAppleEventDescriptor *files = [event paramDescriptorForKeyword:keyDirectObject];
	for (NSInteger i = 1; i <= [files numberOfItems]; i++) {
		NSURL *url = [[files descriptorAtIndex:i] fileURLValue];
		if (url != nil) {
			openedBySystem((char *)[url fileSystemRepresentation]);
		}
	}
}

@end

void watchOpenings(void) {
	static TarikhOpener *opener = nil;
	if (opener == nil) {
		opener = [[TarikhOpener alloc] init];
		[[NSNotificationCenter defaultCenter] addObserver:opener
		                                         selector:@selector(launching:)
		                                             name:NSApplicationWillFinishLaunchingNotification
		                                           object:nil];
	}
}
